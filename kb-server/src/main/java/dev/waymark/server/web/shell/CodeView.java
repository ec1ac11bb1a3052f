package dev.waymark.server.web.shell;

import dev.waymark.kql.syntax.KqlHighlighter;
import dev.waymark.model.entry.FenceKind;
import java.util.List;
import java.util.Locale;

/**
 * Code as pages show it.
 *
 * @param label what it is, in words
 */
public record CodeView(String label, List<Part> parts) {
  public CodeView {
    parts = List.copyOf(parts);
  }

  /** Text in one colour; {@code kind} is empty where it is plain. */
  public record Part(String kind, String text) {}

  /** Text without colours. */
  public static CodeView plain(String label, String text) {
    return new CodeView(label, List.of(new Part("", text)));
  }

  /** What a fence holds, or what was made of it. */
  public static CodeView of(FenceKind kind, String text) {
    return switch (kind) {
      case KQL, RESOURCE_GRAPH -> new CodeView(label(kind), kql(text));
      case METRICS, ACTIVITY_LOG, HTTP, TLS, DNS, TCP, AZURECLI, BASH -> plain(label(kind), text);
    };
  }

  private static List<Part> kql(String text) {
    return KqlHighlighter.highlight(text).stream()
        .map(
            part ->
                new Part(
                    switch (part.kind()) {
                      case PLAIN, IDENTIFIER -> "";
                      case KEYWORD,
                          FUNCTION,
                          STRING,
                          NUMBER,
                          COMMENT,
                          OPERATOR,
                          PUNCTUATION,
                          INVALID ->
                          part.kind().name().toLowerCase(Locale.ROOT);
                    },
                    part.text()))
        .toList();
  }

  private static String label(FenceKind kind) {
    return switch (kind) {
      case KQL -> "KQL, Log Analytics";
      case RESOURCE_GRAPH -> "KQL, Resource Graph";
      case METRICS -> "Azure Monitor metrics";
      case ACTIVITY_LOG -> "Activity log";
      case HTTP -> "HTTP request";
      case TLS -> "TLS handshake";
      case DNS -> "DNS look-up";
      case TCP -> "TCP connection";
      case AZURECLI -> "Azure CLI";
      case BASH -> "Shell";
    };
  }
}
