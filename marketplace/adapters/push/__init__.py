"""Notices to browsers that asked for them (Web Push, RFC 8030): sealed for one browser, signed as ours."""
