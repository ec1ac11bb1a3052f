package dev.waymark.runbooks.compile;

import dev.waymark.runbooks.fence.command.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a script into its commands: at line ends, pipes, lists and brackets outside of quotes. */
final class SimpleCommands {
  private static final Pattern PROMPT =
      Pattern.compile(
          "\\s*(?:(?:[\\w.-]+@[\\w.:~/-]+|PS [^>\\n]*)?[$>](?=\\s)|[A-Z]:\\\\[^>\\n]*>"
              + "|(?:[\\w.-]+@[\\w.:~/-]+|\\[[\\w.-]+@[^\\]\\n]*\\])[#$](?=\\s))");
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final String SEPARATORS = "\n|&;()`";

  private SimpleCommands() {}

  /** The words of each command, in their places in the whole text. */
  static List<List<ShellWord>> of(String script) {
    List<List<ShellWord>> commands = new ArrayList<>();
    int from = 0;
    while (from <= script.length()) {
      int end = end(script, from);
      command(script, from, end).ifPresent(commands::add);
      from = end + 1;
    }
    return commands;
  }

  /** Where the command that begins here ends. */
  private static int end(String script, int from) {
    int end = Unquoted.find(script, from, at -> SEPARATORS.indexOf(script.charAt(at)) >= 0);
    return end < 0 ? script.length() : end;
  }

  private static Optional<List<ShellWord>> command(String script, int from, int end) {
    String text = script.substring(from, end);
    Matcher prompt = PROMPT.matcher(text);
    int begin = prompt.lookingAt() ? prompt.end() : 0;
    String command = text.substring(begin);
    List<ShellWord> words = ShellWord.split(command).orElseGet(() -> betweenSpaces(command));
    return Optional.of(words.stream().map(word -> moved(word, from + begin)).toList())
        .filter(some -> !some.isEmpty());
  }

  /** The words of a text with a quote that isn't closed, as in a path of Windows. */
  private static List<ShellWord> betweenSpaces(String text) {
    return WORD.matcher(text)
        .results()
        .map(word -> new ShellWord(word.group(), word.start(), word.end()))
        .toList();
  }

  private static ShellWord moved(ShellWord word, int by) {
    return new ShellWord(word.value(), word.start() + by, word.end() + by);
  }
}
