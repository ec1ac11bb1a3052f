package dev.waymark.cli;

import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code ENTRY} of commands that look at one: an id, or a file. */
final class EntryArgument {

  private static final int MOST_LISTED = 12;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "ENTRY", description = "The id of an entry, or its file.")
  private String entry = "";

  @Option(names = "--content", paramLabel = "DIR", description = ContentFolder.DESCRIPTION)
  private @Nullable Path content;

  CompiledEntry load(Terminal terminal) {
    if (EntryFile.isMarkdown(entry) || entry.contains("/")) {
      return file(terminal);
    }
    Path folder = content(terminal);
    KnowledgeBase knowledgeBase =
        Runbooks.load(List.of(folder), terminal.schemas(), terminal.today());
    return knowledgeBase.entry(entry).orElseThrow(() -> unknown(knowledgeBase, folder));
  }

  private CompiledEntry file(Terminal terminal) {
    Path file = Path.of(entry);
    if (!Files.isRegularFile(file)) {
      throw wrong("there is no file `" + entry + "`");
    }
    return Runbooks.load(List.of(file), terminal.schemas(), terminal.today()).entries().stream()
        .findFirst()
        .orElseThrow(() -> wrong("`" + entry + "` isn't an entry: an entry is a `.md` file"));
  }

  private Path content(Terminal terminal) {
    Path folder =
        ContentFolder.of(content, terminal)
            .orElseThrow(() -> wrong("say with --content where `" + entry + "` is to be found"));
    if (!Files.isDirectory(folder)) {
      throw wrong("there is no content folder `" + folder + "`");
    }
    return folder;
  }

  private ParameterException unknown(KnowledgeBase knowledgeBase, Path folder) {
    List<String> ids = knowledgeBase.entries().stream().map(CompiledEntry::id).sorted().toList();
    String message = "there is no entry `" + entry + "` in " + folder;
    Optional<String> nearest = Nearest.to(entry, ids);
    if (nearest.isPresent()) {
      return wrong(message + "; did you mean `" + nearest.get() + "`?");
    }
    List<String> like = ids.stream().filter(id -> id.contains(entry)).toList();
    List<String> listed = like.isEmpty() ? ids : like;
    String names =
        listed.stream()
            .limit(MOST_LISTED)
            .map(id -> "`" + id + "`")
            .collect(Collectors.joining(", "));
    String more = listed.size() > MOST_LISTED ? ", …" : "";
    return wrong(message + (names.isEmpty() ? ", which holds none" : "; it has " + names + more));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
