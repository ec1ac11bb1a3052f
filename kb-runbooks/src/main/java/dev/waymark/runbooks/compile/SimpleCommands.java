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
          "\\s*(?:(?:[\\w.-]+@[\\w.:~/-]+|PS [^>\\n]*)?[$>](?=\\s)|[A-Z]:\\\\[^>\\n]*>)");
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
    char quote = 0;
    boolean blank = true;
    for (int i = from; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\\') {
        i++;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '#' && blank) {
        int line = script.indexOf('\n', i);
        i = (line < 0 ? script.length() : line) - 1;
      } else if (SEPARATORS.indexOf(c) >= 0) {
        return i;
      }
      blank = Character.isWhitespace(c);
    }
    return script.length();
  }

  private static Optional<List<ShellWord>> command(String script, int from, int end) {
    String text = script.substring(from, end);
    Matcher prompt = PROMPT.matcher(text);
    int begin = prompt.lookingAt() ? prompt.end() : 0;
    return ShellWord.split(text.substring(begin))
        .filter(words -> !words.isEmpty())
        .map(words -> words.stream().map(word -> moved(word, from + begin)).toList());
  }

  private static ShellWord moved(ShellWord word, int by) {
    return new ShellWord(word.value(), word.start() + by, word.end() + by);
  }
}
