package dev.waymark.server.entry.page;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.markdown.HtmlSection;
import dev.waymark.runbooks.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an entry, cut so that it can be folded.
 *
 * @param id of its title, which stands on top of the page
 * @param html what stands before the first chapter, sanitised
 */
record FoldedText(String id, String html, List<Chapter> chapters) {
  private static final int SECTION = 3;

  FoldedText {
    chapters = List.copyOf(chapters);
  }

  /** A heading of the second level, and what stands under it. */
  record Chapter(Section head, List<Section> sections) {
    Chapter {
      sections = List.copyOf(sections);
    }
  }

  /**
   * A part that is folded.
   *
   * @param kind of the node that it is, as {@link NodeKind#label()}; empty if it is none
   * @param lead what it is about, in a sentence
   * @param html sanitised
   */
  record Section(String id, String title, String kind, String lead, String html) {}

  static FoldedText of(CompiledEntry entry, List<HtmlSection> sections) {
    List<HtmlSection> left = new ArrayList<>(sections);
    String html = left.removeFirst().html();
    String id = "";
    if (!left.isEmpty() && left.getFirst().level() == 1) {
      HtmlSection title = left.removeFirst();
      id = title.id();
      html += title.html();
    }
    List<Chapter> chapters = new ArrayList<>();
    for (HtmlSection section : left) {
      Section shown = section(entry, section);
      if (section.level() < SECTION || chapters.isEmpty()) {
        chapters.add(new Chapter(shown, List.of()));
      } else {
        Chapter last = chapters.removeLast();
        List<Section> parts = new ArrayList<>(last.sections());
        parts.add(shown);
        chapters.add(new Chapter(last.head(), parts));
      }
    }
    return new FoldedText(id, html, chapters);
  }

  private static Section section(CompiledEntry entry, HtmlSection section) {
    Optional<Node> node = entry.tree().flatMap(tree -> tree.node(section.id()));
    return new Section(
        section.id(),
        section.title(),
        node.map(Node::kind).map(NodeKind::label).orElse(""),
        lead(section.lead()),
        section.html());
  }

  /** The first sentence that is more than a word: “Observe.” says when, not what. */
  private static String lead(String paragraph) {
    for (String sentence : paragraph.split("(?<=[.!?])\\s+")) {
      if (sentence.contains(" ")) {
        return sentence;
      }
    }
    return "";
  }
}
