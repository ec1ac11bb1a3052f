package dev.waymark.server.event;

/** Told within the transaction that changes an incident, one of its runs or its review. */
public record IncidentChanged(long number) {}
