package dev.waymark.runbooks;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.compile.EntryRules;
import dev.waymark.runbooks.compile.TreeCompiler;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.MarkdownReader;
import dev.waymark.runbooks.markdown.SourceBytes;
import dev.waymark.runbooks.parse.EntryParser;
import dev.waymark.runbooks.tree.Tree;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stages that one file goes through by itself:
 *
 * <ol>
 *   <li>bytes → {@link SourceFile}
 *   <li>{@link MarkdownReader}: text → {@link Document}
 *   <li>{@link EntryParser}: document → {@link Entry}
 *   <li>{@link TreeCompiler}: entry → {@link Tree}
 *   <li>{@link EntryRules}: entry → what breaks the house's rules
 * </ol>
 *
 * Each stage runs on what the one before could make, so that all issues come out at once.
 */
final class Pipeline {
  private static final Comparator<Issue> BY_PLACE =
      Comparator.<Issue>comparingInt(issue -> issue.span().start())
          .thenComparingInt(issue -> issue.span().end())
          .thenComparing(issue -> issue.code().code());

  private final LocalDate today;

  Pipeline(LocalDate today) {
    this.today = requireNonNull(today);
  }

  CompiledEntry compile(String path, byte[] bytes, Schemas schemas) {
    StageResult<SourceFile> file = SourceBytes.read(path, bytes);
    return file.value()
        .map(source -> compile(source, schemas))
        .orElseGet(
            () ->
                broken(
                    file.issues().stream()
                        .map(Issue::file)
                        .findFirst()
                        .orElseGet(() -> new SourceFile(path, "")),
                    file.issues(),
                    schemas));
  }

  CompiledEntry compile(SourceFile file, Schemas schemas) {
    StageResult<Document> document = MarkdownReader.read(file);
    if (document.value().isEmpty()) {
      return broken(file, document.issues(), schemas);
    }
    List<Issue> issues = new ArrayList<>(document.issues());
    StageResult<Entry> parsed = EntryParser.parse(document.value().get());
    Optional<UnclosedFence> fence = UnclosedFence.in(document.value().get(), document.issues());
    issues.addAll(parsed.issues());
    if (parsed.value().isEmpty()) {
      return broken(file, issues, schemas);
    }
    Entry entry = parsed.value().get();
    StageResult<Tree> tree = TreeCompiler.compile(entry, schemas);
    issues.addAll(tree.issues());
    issues.addAll(EntryRules.check(entry, today));
    fence.ifPresent(unclosed -> issues.removeIf(unclosed::causes));
    issues.sort(BY_PLACE);
    boolean runs = issues.stream().noneMatch(issue -> issue.severity() == Severity.ERROR);
    return new CompiledEntry(
        entry.id(),
        file,
        fence.isPresent() ? Optional.empty() : Optional.of(entry),
        runs ? tree.value() : Optional.empty(),
        issues,
        List.of(),
        schemas);
  }

  /** The tree of a text as the compiler alone sees it; empty if it finds an error. */
  static Optional<Tree> tree(SourceFile file, Schemas schemas) {
    return MarkdownReader.read(file)
        .value()
        .flatMap(document -> EntryParser.parse(document).value())
        .flatMap(entry -> TreeCompiler.compile(entry, schemas).value());
  }

  private static CompiledEntry broken(SourceFile file, List<Issue> issues, Schemas schemas) {
    return new CompiledEntry(
        stem(file.path()), file, Optional.empty(), Optional.empty(), issues, List.of(), schemas);
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return EntryFile.stem(name);
  }
}
