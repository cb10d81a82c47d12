"""Registering for a cohort: who has a seat, who waits in which order, who was offered a seat until when.

People are read here by officers and, each her own row, by private links. What a cohort is, `programmes` knows; whether
somebody is competent is never said here.
"""
