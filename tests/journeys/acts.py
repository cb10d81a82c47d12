"""What is done on a page before it is looked at."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from marketplace.demo.people import SIGN_IN_WORD


def sent(form: str, button: str = "button:not([tabindex]):not([type=button])") -> Callable[[Page], None]:
    """Send a form as it stands, past the browser's own checks, so that the server says what is wrong."""

    def act(page: Page) -> None:
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        page.locator(form).locator(button).first.click()
        page.locator(".errsum, main .err").first.wait_for()

    return act


def opened(what: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(what).first.evaluate(
            "node => node.tagName === 'DETAILS' ? node.open = true : node.click()"
        )

    return act


def columns_left_out(page: Page) -> None:
    for choice in page.locator("select[name=column]").all():
        choice.select_option("")
    sent(MAIN)(page)


def made_dearer(page: Page) -> None:
    page.locator("[name=bag]").first.check(force=True)
    page.locator("[name=change][value=price]").check(force=True)
    page.locator("[name=percent]").fill("10")
    page.locator(MAIN).locator("button").last.click()
    page.locator("main table").wait_for()


def hours_mistyped(page: Page) -> None:
    page.locator("#opens_1").fill("pagi")
    sent(MAIN)(page)


def second_step_begun(page: Page) -> None:
    page.locator("#current").fill(SIGN_IN_WORD)
    page.locator("main form button").first.click()
    page.locator("#code").wait_for()


def check_refused(page: Page) -> None:
    page.locator("details:has(form[data-check])").evaluate("node => { node.open = true }")
    sent("form[data-check]")(page)


def difference_untold(page: Page) -> None:
    page.locator("details.sure").first.evaluate("node => { node.open = true }")
    sent("details.sure form")(page)


MAIN = "main form[method=post]"
