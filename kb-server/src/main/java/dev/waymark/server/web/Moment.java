package dev.waymark.server.web;

/**
 * A point in time as pages show it.
 *
 * @param iso for machines
 * @param utc for people, in UTC
 * @param ago as seen from when the page was made
 */
public record Moment(String iso, String utc, String ago) {}
