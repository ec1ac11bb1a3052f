/**
 * Compiled trees as pictures: text, Mermaid, JSON and SVG, each made from a {@link
 * dev.waymark.runbooks.draw.TreeGraph}. The only package that sees Eclipse ELK, and that only in
 * {@link dev.waymark.runbooks.draw.SvgDrawing}, so that the other forms don't load it.
 */
@NullMarked
package dev.waymark.runbooks.draw;

import org.jspecify.annotations.NullMarked;
