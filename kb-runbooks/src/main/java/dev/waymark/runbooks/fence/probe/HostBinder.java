package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.value.HostName;
import dev.waymark.model.value.ValueReading;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host, with a port or a record type: what {@code tls}, {@code tcp} and {@code dns} ask for. */
final class HostBinder {
  private HostBinder() {}

  /** A part of a host's name, which the author's text makes a whole. */
  private static final Predicate<String> PART =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?").asMatchPredicate();

  private static final Pattern WHOLE = Pattern.compile("(?<host>\\S+)(?: +[A-Za-z]{1,10})?");

  static BoundQuery bind(UnboundFence fence, RunValues values) {
    String template = fence.body();
    if (!Template.hasNames(template)) {
      return fence.with(template);
    }
    String text = Template.fill(template.strip(), name -> host(name, values.text(name)));
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw noHost(text, "");
    }
    HostName.read(whole.group("host"))
        .fault()
        .ifPresent(
            problem -> {
              throw noHost(text, ": " + problem);
            });
    return fence.with(text);
  }

  private static UnboundException noHost(String text, String why) {
    return new UnboundException(
        "“" + text + "” isn't a host" + why,
        "Look by hand what this step asks, then take a branch.");
  }

  /** A value that is a host, with a port or without, or a part of one. */
  static String host(String name, String written) {
    ValueReading<HostName> read = HostName.read(written);
    if (read instanceof ValueReading.Invalid<HostName> invalid && !PART.test(written)) {
      throw Template.refused(name, "isn't a host name: " + invalid.problemWithPlace());
    }
    return read.value().map(HostName::toString).orElse(written);
  }
}
