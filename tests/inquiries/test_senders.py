"""What tells senders apart."""

from marketplace.inquiries.senders import sender_key, sender_of


def test_a_talk_older_than_keys_is_known_by_its_contact(make):
    thread = make.thread(sender_key="")
    assert (
        sender_of(thread, "s") == sender_key(thread.buyer_email, "s") != sender_key(thread.buyer_email, "t")
    )
    thread.sender_key = "k"
    assert sender_of(thread, "s") == "k"
