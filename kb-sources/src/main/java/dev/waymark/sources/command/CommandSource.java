package dev.waymark.sources.command;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.fence.command.BashFence;
import dev.waymark.runbooks.fence.command.CommandOutput;
import dev.waymark.runbooks.fence.command.ShellWord;
import dev.waymark.runbooks.query.QueryBounds;
import dev.waymark.runbooks.query.QuerySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers {@code azurecli} and {@code bash} fences with commands of the list. */
public final class CommandSource implements QuerySource {
  /** The fences that it answers. */
  public static final Set<FenceKind> KINDS = Set.of(AzureCliFence.KIND, BashFence.KIND);

  private static final String BY_HAND = "Copy it, run it where you may, and paste what it printed.";

  private final CommandPolicy policy;
  private final Clock clock;

  public CommandSource(CommandPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Answer ask(Request.Ask request) {
    Instant at = clock.instant();
    List<String> words =
        ShellWord.split(request.query().text()).orElse(List.of()).stream()
            .map(ShellWord::value)
            .toList();
    Optional<String> refused = policy.allowed().refuses(words);
    if (refused.isPresent()) {
      return left("Not run: " + refused.get(), at);
    }
    Optional<Path> program = find(words.get(0));
    return program
        .map(found -> run(found, words, QueryBounds.of(request.query()).timeout(), at))
        .orElseGet(() -> left("`" + words.get(0) + "` isn't installed here", at));
  }

  private static Answer left(String message, Instant at) {
    return new Answer.Failed(
        FailureKind.NO_SOURCE, message, BY_HAND, Provenance.offline("commands", false, at));
  }

  private Optional<Path> find(String program) {
    return policy.path().stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private Answer run(Path program, List<String> words, Duration timeout, Instant at) {
    long start = System.nanoTime();
    try (var command = CommandProcess.start(program, words, policy.configuration())) {
      CommandProcess.End end = command.await(timeout);
      Provenance from = provenance(words, at, start);
      return switch (end) {
        case CommandProcess.Exited(int code, String out, String error) ->
            new Answer.Complete(CommandOutput.of(code, out, error), from);
        case CommandProcess.TooMuch() ->
            failed(
                FailureKind.INVALID,
                "It printed more than 1 MiB and was stopped",
                "Ask the entry's owner to choose from its output with `--query`.",
                from);
        case CommandProcess.TooLate() ->
            failed(
                FailureKind.TIMED_OUT,
                "It didn't end within " + timeout.toSeconds() + " s and was stopped",
                BY_HAND,
                from);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(
          FailureKind.CANCELLED,
          "The command was given up",
          "Ask again when you like.",
          provenance(words, at, start));
    } catch (IOException e) {
      return failed(
          FailureKind.UNREACHABLE,
          "It couldn't be started: " + e.getMessage(),
          BY_HAND,
          provenance(words, at, start));
    }
  }

  private static Answer failed(
      FailureKind kind, String message, String hint, Provenance provenance) {
    return new Answer.Failed(kind, message, hint, provenance);
  }

  private static Provenance provenance(List<String> words, Instant at, long start) {
    return new Provenance(
        "command",
        false,
        at,
        Duration.ofNanos(System.nanoTime() - start),
        Optional.of(new LiveCall(words.get(0), Optional.empty(), Optional.empty(), Map.of(), 1)));
  }
}
