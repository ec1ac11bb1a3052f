package dev.waymark.server.event;

/** Told within the transaction that changes an incident or one of its runs. */
public record IncidentChanged(long number) {}
