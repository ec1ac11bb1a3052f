package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.fence.Body;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.BodyIssue;
import dev.waymark.runbooks.fence.OneLine;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.YamlKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code dns} fence asks for.
 *
 * @param types of records; both kinds of addresses where the fence names none
 */
public record DnsQuestion(String name, List<String> types) {
  private static final List<String> ADDRESSES = List.of("A", "AAAA");
  private static final List<String> TYPES =
      List.of("A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT");
  private static final String HINT =
      "Write a name, and one of "
          + YamlKeys.quoted(TYPES)
          + " behind it where it isn't about addresses.";
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,254}$)[\\p{L}\\p{N}_*-]{1,63}(?:\\.[\\p{L}\\p{N}_-]{1,63})*\\.?");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*]?");
  private static final Pattern WITH_PORT = Pattern.compile("[^:\\s]+:\\d{1,5}");

  public DnsQuestion {
    types = List.copyOf(types);
  }

  /** Reads a body, as its author wrote it or with its values. */
  public static Body<DnsQuestion> read(String body, Placeholders holes) {
    List<BodyFault> faults = new ArrayList<>(type(body, holes));
    if (faults.isEmpty()) {
      Body<DnsQuestion> read =
          new OneLine(body, holes).read(DnsQuestion::parse, why(body.strip()), HINT);
      return read;
    }
    return new Body<>(Optional.empty(), faults);
  }

  private static Optional<DnsQuestion> parse(String text) {
    String[] words = text.strip().split("\\s+");
    String type = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
    boolean named = NAME.matcher(words[0]).matches() && !ADDRESS.matcher(words[0]).matches();
    if (!named || words.length > 2 || (words.length == 2 && !TYPES.contains(type))) {
      return Optional.empty();
    }
    return Optional.of(new DnsQuestion(words[0], words.length == 1 ? ADDRESSES : List.of(type)));
  }

  /** A type that isn't known, at its place. */
  private static List<BodyFault> type(String body, Placeholders holes) {
    String[] words = body.strip().split("[ \\t]+");
    if (words.length != 2 || body.strip().indexOf('\n') >= 0 || holes.in(words[1])) {
      return List.of();
    }
    if (TYPES.contains(words[1].toUpperCase(Locale.ROOT))) {
      return List.of();
    }
    int from = body.lastIndexOf(words[1]);
    return List.of(
        new BodyFault(
            BodyIssue.WRONG_VALUE,
            from,
            from + words[1].length(),
            "`" + words[1] + "` isn't a type of record that can be asked for",
            Nearest.to(words[1], TYPES)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("There are " + YamlKeys.quoted(TYPES) + ".")));
  }

  private static String why(String text) {
    if (ADDRESS.matcher(text).matches()) {
      return "is an address, and only names can be looked up";
    }
    return WITH_PORT.matcher(text).matches()
        ? "has a port, and only a name can be looked up"
        : "isn't a name and a record's type";
  }
}
