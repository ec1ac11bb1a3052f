package dev.waymark.model.entry;

/** A {@code ##} section that is a node by itself: its heading and what stands under it as prose. */
public record Section(Heading heading, Prose prose) {}
