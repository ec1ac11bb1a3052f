package dev.waymark.server.entry.page;

/**
 * The tree of an entry, on a page of its own.
 *
 * @param drawing as SVG
 */
record EntryTreeView(String id, String title, String drawing) {}
