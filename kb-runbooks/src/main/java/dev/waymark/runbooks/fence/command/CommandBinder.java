package dev.waymark.runbooks.fence.command;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Optional;

/**
 * A command. A value is one argument or a plain part of one; an argument that holds a value is
 * quoted whole, so that the text can be pasted into a shell and cut back into the same arguments.
 */
final class CommandBinder {
  private CommandBinder() {}

  static BoundQuery bind(UnboundFence fence, RunValues values) {
    String template = fence.body();
    if (!Template.hasNames(template)) {
      return fence.with(template);
    }
    if (template.contains("<<")) {
      throw unreadable("has a here-document, in which values would be syntax");
    }
    Optional<List<ShellWord>> words = ShellWord.split(template);
    if (words.isEmpty()) {
      throw unreadable("has a quote that isn't closed");
    }
    var text = new StringBuilder();
    int copied = 0;
    for (ShellWord word : words.get()) {
      if (Template.hasNames(word.value())) {
        text.append(template, copied, word.start());
        text.append(ShellWord.quote(argument(word.value(), values)));
        copied = word.end();
      }
    }
    text.append(template, copied, template.length());
    return fence.with(text.toString());
  }

  private static String argument(String template, RunValues values) {
    String argument =
        Template.fillOne(
            template,
            values,
            whole -> Template.fill(whole, name -> checked(name, values.text(name))));
    CommandArguments.whyNoText(argument)
        .ifPresent(
            why -> {
              throw new UnboundException(
                  "“" + argument + "” " + why,
                  "Look by hand what this step asks, then take a branch and say why.");
            });
    return argument;
  }

  private static String checked(String name, String value) {
    if (value.startsWith("-")) {
      throw Template.refused(name, "begins with a hyphen and would be taken for an option");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Template.refused(name, "holds a line end or another control character");
    }
    return value;
  }

  private static UnboundException unreadable(String why) {
    return new UnboundException(
        "The command " + why, "Run it by hand with the values in your own words.");
  }
}
