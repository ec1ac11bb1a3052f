package dev.waymark.runbooks.markdown;

/**
 * A part of an entry's text: what stands before its first heading, or under a heading of the first
 * three levels, up to the next of them.
 *
 * @param level of the heading; 0 before the first one
 * @param id its name in links; empty before the first one
 * @param title its words
 * @param lead the words of the first paragraph, if the section begins with one
 * @param html what stands under it
 */
public record HtmlSection(int level, String id, String title, String lead, String html) {}
