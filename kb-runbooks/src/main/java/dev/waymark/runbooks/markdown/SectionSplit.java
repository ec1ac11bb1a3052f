package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Document;
import dev.waymark.model.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cuts the HTML of a text at its headings. */
final class SectionSplit {
  private static final int DEEPEST = 3;

  /** No text has it: {@link Bounds} refuses it. */
  private static final String CUT = "\0";

  /** The sections as far as they are known while the text is rendered; the first has no heading. */
  private final List<HtmlSection> heads =
      new ArrayList<>(List.of(new HtmlSection(0, "", "", "", "")));

  /** Whether a heading begins a section, rather than being a part of one. */
  static boolean opensSection(Heading heading) {
    return heading.getParent() instanceof Document && heading.getLevel() <= DEEPEST;
  }

  /** What stands in the HTML in place of a heading. */
  String open(SourceFile file, Heading heading, String id) {
    String lead =
        heading.getNext() instanceof Paragraph first ? Inlines.of(file, first).plain() : "";
    heads.add(new HtmlSection(heading.getLevel(), id, Inlines.of(file, heading).plain(), lead, ""));
    return CUT;
  }

  /** Each section by itself, so that nothing of one reaches into the next. */
  String sanitized(String html) {
    return Arrays.stream(html.split(CUT, -1))
        .map(HtmlPolicy.PAGE::sanitize)
        .collect(Collectors.joining(CUT));
  }

  List<HtmlSection> sections(String html) {
    String[] bodies = html.split(CUT, -1);
    return IntStream.range(0, bodies.length)
        .mapToObj(i -> with(heads.get(i), bodies[i].strip()))
        .toList();
  }

  private static HtmlSection with(HtmlSection head, String html) {
    return new HtmlSection(head.level(), head.id(), head.title(), head.lead(), html);
  }
}
