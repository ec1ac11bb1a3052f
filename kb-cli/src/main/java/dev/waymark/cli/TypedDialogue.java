package dev.waymark.cli;

import dev.waymark.cli.Choices.Choice;
import dev.waymark.cli.TypedLines.Typed;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.MissingValue;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks a person, a line at a time: works on any terminal, and in a pipe. */
final class TypedDialogue implements Dialogue {

  private static final Move AGAIN = new Move.Send(List.of());
  private static final Optional<String> END = Optional.of(".");

  /** How often the time that is left is told. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final TypedLines lines;
  private final AnsiColours ink;

  TypedDialogue(Terminal terminal, AnsiColours ink) {
    this.terminal = terminal;
    this.lines = new TypedLines(terminal.in());
    this.ink = ink;
  }

  @Override
  public Move next(RunState state, Choices choices, Optional<Countdown> waiting) {
    show(choices);
    Move move = AGAIN;
    while (move.equals(AGAIN)) {
      Typed typed = waiting.map(this::countDown).orElseGet(() -> prompted("> "));
      if (typed instanceof Typed.Nothing) {
        move = new Move.Send(choices.proposed());
      } else {
        move =
            typed instanceof Typed.Line line
                ? decided(line.text().strip(), state, choices)
                : new Move.Leave("the input has ended");
      }
    }
    return move;
  }

  /** Waits for a line until the time is over, which a terminal shows running down. */
  private Typed countDown(Countdown waiting) {
    if (!terminal.coloured()) {
      say(waiting.text());
      return lines.next(waiting.left());
    }
    Typed typed = new Typed.Nothing();
    while (typed instanceof Typed.Nothing && !waiting.isOver()) {
      err().print("\r\033[K" + waiting.text() + " > ");
      err().flush();
      typed = lines.next(waiting.left().compareTo(TICK) < 0 ? waiting.left() : TICK);
    }
    err().println();
    return typed;
  }

  private Move decided(String typed, RunState state, Choices choices) {
    int visit = state.current().number();
    return switch (typed) {
      case "" -> enter(choices);
      case "q" -> new Move.Leave("");
      case "b" -> back(state);
      case "a" -> again(state);
      case "p" -> paste(state, choices);
      case "v" -> value(visit, choices);
      case "?" -> keys();
      case "n" -> text("note: ", text -> new RunInput.AddNote(visit, text));
      case "e" -> text("why escalate? ", why -> new RunInput.Escalate(visit, why));
      default -> number(typed, choices);
    };
  }

  @Override
  public Move refused(String message) {
    say(ink.bad(Printable.line(message)));
    return AGAIN;
  }

  private void show(Choices choices) {
    err().println();
    for (int i = 0; i < choices.list().size(); i++) {
      Choice choice = choices.list().get(i);
      String first = Printable.line(choice.text().get(0));
      say("%3d  %s".formatted(i + 1, choice.state().map(s -> ink.state(s, first)).orElse(first)));
      choice.text().stream()
          .skip(1)
          .forEach(line -> say("         " + ink.quiet(Printable.line(line))));
    }
    String enter =
        choices.proposed().isEmpty()
            ? "Nothing is proposed: " + choices.enter()
            : "Enter " + choices.enter();
    say(ink.strong(Printable.line(enter)));
    if (!choices.missing().isEmpty()) {
      say(ink.bad(Printable.line("A value is missing. " + missing(choices))));
    }
    String numbers = choices.list().isEmpty() ? "" : "a number chooses · ";
    say(ink.quiet(numbers + "b back · n note · e escalate · q quit · ? all keys"));
  }

  private Move keys() {
    List.of(
            "Enter  does what is proposed",
            "1 2 3  chooses one of the list; asks why where the answer calls for another",
            "a      asks the query again",
            "p      takes the answer of the query or command, which you asked elsewhere",
            "v      gives a value that is missing",
            "b      goes back to the step before",
            "n      adds a note to the record",
            "e      escalates",
            "q      quits; the run stays where it is")
        .forEach(this::say);
    return AGAIN;
  }

  private Move again(RunState state) {
    if (state.current().attempts().isEmpty()) {
      say("This step has asked nothing.");
      return AGAIN;
    }
    return send(new RunInput.AskAgain(state.current().number()));
  }

  /** An answer, up to a line with a full stop alone. */
  private Move paste(RunState state, Choices choices) {
    if (state.current().attempts().isEmpty()) {
      say("This step has asked nothing.");
      return AGAIN;
    }
    if (state.current().attempt().filter(Attempt::isUnsent).isPresent()) {
      say("There is no query to answer yet: a value is missing. " + missing(choices));
      return AGAIN;
    }
    say("Paste the answer with its header, or what the command printed.");
    say("Then type a line with a full stop alone.");
    var answer = new StringBuilder();
    for (Optional<String> line = ask(""); !line.equals(END) && line.isPresent(); line = ask("")) {
      answer.append(line.get()).append('\n');
    }
    return send(new RunInput.AnswerByHand(state.current().number(), answer.toString(), "you"));
  }

  /** The value that the step lacks; where it lacks several, the first. */
  private Move value(int visit, Choices choices) {
    if (choices.missing().isEmpty()) {
      say("No value is missing here.");
      return AGAIN;
    }
    MissingValue value = choices.missing().getFirst();
    say("`" + value.name() + "` is " + value.expectation() + ".");
    return text(value.name() + " = ", typed -> new RunInput.GiveValue(visit, value.name(), typed));
  }

  private static String missing(Choices choices) {
    return choices.missing().isEmpty()
        ? "Choose a branch by its number instead."
        : "Give %s with v."
            .formatted(
                choices.missing().stream()
                    .map(value -> "`" + value.name() + "`")
                    .collect(Collectors.joining(", ")));
  }

  private Move enter(Choices choices) {
    if (choices.proposed().isEmpty()) {
      say("Choose one by its number.");
      return AGAIN;
    }
    return new Move.Send(choices.proposed());
  }

  /** To the node of the visit before, in a new visit. */
  private Move back(RunState state) {
    List<Visit> visits = state.visits();
    if (visits.size() < 2) {
      say("This is the first step.");
      return AGAIN;
    }
    String before = visits.get(visits.size() - 2).node();
    return send(new RunInput.GoBack(state.current().number(), before, Optional.empty()));
  }

  private Move number(String typed, Choices choices) {
    Optional<Choice> choice =
        typed.matches("\\d{1,3}")
                && Integer.parseInt(typed) >= 1
                && Integer.parseInt(typed) <= choices.list().size()
            ? Optional.of(choices.list().get(Integer.parseInt(typed) - 1))
            : Optional.empty();
    if (choice.isEmpty()) {
      say("`" + Printable.line(typed) + "` is none of these.");
      return AGAIN;
    }
    if (!choice.get().needsReason()) {
      return send(choice.get().input().apply(Optional.empty()));
    }
    return text(
        "why, although the answer says otherwise? ",
        reason -> choice.get().input().apply(Optional.of(reason)));
  }

  private Move text(String prompt, Function<String, RunInput> input) {
    return ask(prompt).map(text -> send(input.apply(text))).orElse(AGAIN);
  }

  private static Move send(RunInput input) {
    return new Move.Send(List.of(input));
  }

  /** A line; empty if there are no more. */
  private Optional<String> ask(String prompt) {
    return prompted(prompt) instanceof Typed.Line line
        ? Optional.of(line.text())
        : Optional.empty();
  }

  private Typed prompted(String prompt) {
    err().print(prompt);
    err().flush();
    return lines.next();
  }

  private void say(String line) {
    err().println(line);
  }

  private PrintWriter err() {
    return terminal.err();
  }
}
