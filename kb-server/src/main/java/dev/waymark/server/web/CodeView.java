package dev.waymark.server.web;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import java.util.List;

/**
 * Code as pages show it.
 *
 * @param label what it is, in words
 */
public record CodeView(String label, List<Part> parts) {
  public CodeView {
    parts = List.copyOf(parts);
  }

  /** Text in one colour; {@code kind} is empty if it is plain. */
  public record Part(String kind, String text) {}

  /** Text without colours. */
  public static CodeView plain(String label, String text) {
    return new CodeView(label, List.of(new Part("", text)));
  }

  /** What a fence holds, or what was made of it. */
  public static CodeView of(FenceKind kind, String text) {
    FenceType type = FenceTypes.of(kind);
    return new CodeView(type.title(), type.highlight(text).stream().map(CodeView::part).toList());
  }

  private static Part part(Highlight highlight) {
    return new Part(
        highlight.kind().isColoured() ? highlight.kind().label() : "", highlight.text());
  }
}
