package dev.waymark.server.search;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.account.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes documents of an entry: one of it as a whole, and one of each step, cause and action. */
final class EntryDocuments {
  private static final String FORMAT = "1.";

  /** An entry has 256 KiB at most; a step that fills it isn't prose. */
  private static final int LONGEST_BODY = 64 * 1024;

  private EntryDocuments() {}

  static String version(CompiledEntry compiled) {
    return FORMAT
        + compiled
            .entry()
            .map(Entry::hash)
            .orElseGet(() -> Integer.toHexString(compiled.source().text().hashCode()));
  }

  static List<SearchDocument> of(CompiledEntry compiled, Instant now) {
    return compiled
        .entry()
        .map(entry -> whole(compiled, entry, now))
        .orElseGet(() -> List.of(broken(compiled, now)));
  }

  private static List<SearchDocument> whole(CompiledEntry compiled, Entry entry, Instant now) {
    List<Heading> headings = headings(entry);
    String symptoms =
        entry.symptoms().stream()
            .map(symptom -> ExcerptText.of(symptom.markdown()))
            .collect(Collectors.joining("\n"));
    String head =
        Stream.concat(
                Stream.of(
                    symptoms,
                    compiled.id(),
                    entry.frontMatter().service(),
                    String.join(" ", entry.frontMatter().tags())),
                headings.stream().map(Heading::text))
            .collect(Collectors.joining("\n"));
    String rest =
        Stream.of(
                Stream.of(entry.introduction().markdown()),
                entry.prevention().stream().map(item -> item.markdown()),
                Stream.of(entry.preventionSection().prose().markdown()),
                entry.escalation().stream().map(rule -> rule.who() + " " + rule.when()),
                entry.lessons().stream().map(lesson -> lesson.markdown()))
            .flatMap(texts -> texts)
            .map(ExcerptText::of)
            .collect(Collectors.joining("\n"));
    List<SearchDocument> documents = new ArrayList<>();
    documents.add(
        document(
            DocumentKind.ENTRY,
            compiled,
            "",
            entry.frontMatter().title(),
            head,
            rest,
            symptoms + "\n" + rest,
            now));
    for (Heading heading : headings) {
      documents.add(step(compiled, entry, heading, headings, now));
    }
    return documents;
  }

  private static SearchDocument step(
      CompiledEntry compiled, Entry entry, Heading heading, List<Heading> headings, Instant now) {
    String text = entry.source().text();
    int start = heading.span().end();
    int end =
        Stream.concat(
                headings.stream(),
                Stream.of(entry.preventionSection().heading(), entry.escalationSection().heading()))
            .mapToInt(other -> other.span().start())
            .filter(other -> other >= start)
            .min()
            .orElse(text.length());
    String section = ExcerptText.of(text.substring(start, end));
    return document(
        DocumentKind.STEP,
        compiled,
        heading.slug(),
        heading.text(),
        "",
        entry.frontMatter().title() + "\n" + section,
        section,
        now);
  }

  private static List<Heading> headings(Entry entry) {
    return Stream.of(
            entry.steps().stream().map(step -> step.heading()),
            entry.causes().stream().map(cause -> cause.heading()),
            entry.actions().stream().map(action -> action.heading()))
        .flatMap(all -> all)
        .toList();
  }

  /** What can't be read as an entry is found by its text all the same. */
  private static SearchDocument broken(CompiledEntry compiled, Instant now) {
    String text = ExcerptText.of(ExcerptText.bounded(compiled.source().text(), LONGEST_BODY));
    return new SearchDocument(
        DocumentKind.ENTRY.name(),
        compiled.id(),
        version(compiled),
        "/entries/" + compiled.id(),
        ExcerptText.clean(compiled.title()),
        Optional.of(compiled.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        now,
        Role.VIEWER.label(),
        List.of(),
        words(compiled.title(), compiled.id(), text),
        text);
  }

  private static SearchDocument document(
      DocumentKind kind,
      CompiledEntry compiled,
      String slug,
      String title,
      String head,
      String rest,
      String shown,
      Instant now) {
    var front = compiled.entry().orElseThrow().frontMatter();
    return new SearchDocument(
        kind.name(),
        slug.isEmpty() ? compiled.id() : compiled.id() + "#" + slug,
        version(compiled),
        "/entries/" + compiled.id() + (slug.isEmpty() ? "" : "#" + slug),
        ExcerptText.clean(title),
        Optional.of(compiled.id()),
        Optional.of(front.service()),
        front.severity().map(IncidentSeverity::label),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        front.reviewed().map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(now),
        Role.VIEWER.label(),
        List.of(),
        words(title, head, rest),
        ExcerptText.bounded(shown, LONGEST_BODY));
  }

  private static SearchDocument.Words words(String title, String head, String rest) {
    return new SearchDocument.Words(
        SearchWords.indexed(title),
        SearchWords.indexed(ExcerptText.bounded(head, LONGEST_BODY)),
        SearchWords.indexed(ExcerptText.bounded(rest, LONGEST_BODY)));
  }
}
