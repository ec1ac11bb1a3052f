package dev.waymark.runbooks.query;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.fence.CommandArguments;
import dev.waymark.runbooks.fence.ShellWord;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.List;
import java.util.Optional;

/**
 * A command. A value is one argument or a plain part of one; an argument that holds a value is
 * quoted whole, so that the text can be pasted into a shell and cut back into the same arguments.
 */
final class CommandBinder implements Binder {
  @Override
  public BoundQuery bind(CompiledCheck check, Values values) {
    String template = check.fence().body().text();
    if (!Template.hasNames(template)) {
      return Binding.asWritten(check.fence());
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
    return new BoundQuery(check.fence().kind(), text.toString(), check.fence().options());
  }

  private static String argument(String template, Values values) {
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
