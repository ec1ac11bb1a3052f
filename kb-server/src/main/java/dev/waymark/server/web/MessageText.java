package dev.waymark.server.web;

import dev.waymark.runbooks.markdown.MarkdownHtml;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;

/** Messages in templates. */
@TemplateExtension
final class MessageText {
  private MessageText() {}

  /** A message with what stands between backticks as code: {@code {problem.hint.coded}}. */
  static RawString coded(String message) {
    return new RawString(MarkdownHtml.renderMessage(message));
  }
}
