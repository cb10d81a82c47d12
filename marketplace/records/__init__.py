"""The public record: what anybody may read about one certificate, and the ways to find it.

Joins a certificate with its holder and her bags for readers who only have a code, a number or a name. What a
certificate is worth today is said by `certificates.rules.standing` alone; decisions are made at the desk.
"""
