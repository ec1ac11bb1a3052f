package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.source.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts invented names into the place of people, resources and addresses, each always the same, so
 * that what belonged together still does. Secrets are removed in any case. One object serves all
 * texts of one incident; it isn't safe for several threads.
 */
public final class Anonymiser {
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
  private static final Pattern GUID =
      Pattern.compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d.]*\\d)");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?<![\\w:])(?=[0-9a-fA-F:]*::|(?:[0-9a-fA-F]+:){7})[0-9a-fA-F:]{3,39}(?![\\w:])");
  private static final Pattern RESOURCE_NAME = Pattern.compile("/([^/]+)/([^/]+)");

  /** Shorter names would be found in the middle of ordinary sentences. */
  private static final int SHORTEST_NAME = 3;

  private final boolean names;

  /** What stands for what, the keys in lower case. */
  private final Map<String, String> known = new LinkedHashMap<>();

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /**
   * A value that a run was given.
   *
   * @param text as people write it
   */
  public record Value(ParameterType type, String text) {
    public Value {
      requireNonNull(type);
      requireNonNull(text);
    }
  }

  private Anonymiser(boolean names) {
    this.names = names;
  }

  /** One that only removes secrets. */
  public static Anonymiser keepingNames() {
    return new Anonymiser(false);
  }

  /**
   * One that hides who and where.
   *
   * @param people the names of each person, such as account, display name and address: the first
   *     person becomes {@code responder 1}
   * @param values the parameters of the runs; those that name resources, workspaces, hosts and
   *     addresses are hidden
   */
  public static Anonymiser hiding(List<List<String>> people, List<Value> values) {
    Anonymiser anonymiser = new Anonymiser(true);
    for (List<String> aliases : people) {
      String responder = anonymiser.invented("responder ");
      aliases.forEach(alias -> anonymiser.know(alias, responder));
    }
    values.forEach(anonymiser::know);
    return anonymiser;
  }

  private String invented(String prefix) {
    return prefix + counts.merge(prefix, 1, Integer::sum);
  }

  private void know(String name, String instead) {
    if (name.strip().length() >= SHORTEST_NAME) {
      known.putIfAbsent(key(name), instead);
    }
  }

  private void know(Value value) {
    switch (value.type()) {
      case RESOURCE, WORKSPACE -> knowResource(value.text());
      case HOST -> knowHost(value.text().replaceFirst(":\\d+$", ""));
      case URL -> knowUrl(value.text());
      case STRING, INT, REAL, BOOL, TIMESPAN, DATETIME, CHOICE -> {}
    }
  }

  /** Upper and lower case count as the same, and so do line ends and spaces. */
  private static String key(String name) {
    return Inline.loose(name).toLowerCase(Locale.ROOT);
  }

  /** Names within a resource's id; types, providers and the id's shape stay. */
  private void knowResource(String id) {
    if (!id.startsWith("/")) {
      if (!GUID.matcher(id).matches()) {
        know(id, invented("workspace-"));
      }
      return;
    }
    Matcher parts = RESOURCE_NAME.matcher(id);
    while (parts.find()) {
      String type = parts.group(1).toLowerCase(Locale.ROOT);
      String name = parts.group(2);
      boolean named = !GUID.matcher(name).matches() && !type.equals("providers");
      if (named && !known.containsKey(name.toLowerCase(Locale.ROOT))) {
        know(name, invented(type.equals("resourcegroups") ? "group-" : "resource-"));
      }
    }
  }

  private void knowHost(String host) {
    if (!IPV4.matcher(host).matches() && !known.containsKey(host.toLowerCase(Locale.ROOT))) {
      know(host, invented("host-") + ".example.com");
    }
  }

  private void knowUrl(String url) {
    try {
      String host = URI.create(url.strip()).getHost();
      if (host != null) {
        knowHost(host);
      }
    } catch (IllegalArgumentException e) {
      know(url, "https://" + invented("host-") + ".example.com/");
    }
  }

  /** A text without secrets and, if names are hidden, with invented ones. */
  public String text(String text) {
    String clean = Secrets.removed(text);
    if (!names) {
      return clean;
    }
    clean = replaceKnown(clean);
    clean = replace(clean, MAIL, () -> "person" + next("person") + "@example.com");
    clean = replace(clean, GUID, () -> guid(next("guid")));
    clean = replace(clean, IPV4, () -> ipv4(next("ipv4")));
    return replace(clean, IPV6, () -> "2001:db8::" + Integer.toHexString(next("ipv6")));
  }

  private int next(String kind) {
    return counts.merge(kind, 1, Integer::sum);
  }

  private static String guid(int number) {
    return "00000000-0000-0000-0000-%012x".formatted(number);
  }

  /** An address of the ranges that are kept free for documentation. */
  private static String ipv4(int number) {
    List<String> ranges = List.of("192.0.2.", "198.51.100.", "203.0.113.");
    int index = (number - 1) % (254 * ranges.size());
    return ranges.get(index / 254) + (index % 254 + 1);
  }

  /** Known names as whole words, the longest first. */
  private String replaceKnown(String text) {
    if (known.isEmpty()) {
      return text;
    }
    List<String> words = new ArrayList<>(known.keySet());
    words.sort(Comparator.comparingInt(String::length).reversed());
    StringBuilder any = new StringBuilder("(?<![\\p{L}\\p{N}_-])(?:");
    words.forEach(word -> any.append(Pattern.quote(word).replace(" ", "\\E\\s+\\Q")).append('|'));
    any.setLength(any.length() - 1);
    Pattern pattern =
        Pattern.compile(
            any.append(")(?![\\p{L}\\p{N}_-])").toString(),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return replace(text, pattern, () -> "");
  }

  /** What is known keeps its invented name; what is invented already stays. */
  private String replace(String text, Pattern pattern, Supplier<String> invention) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String found = matcher.group();
      String instead =
          known.containsValue(found)
              ? found
              : known.computeIfAbsent(key(found), key -> invention.get());
      matcher.appendReplacement(result, Matcher.quoteReplacement(instead));
    }
    return matcher.appendTail(result).toString();
  }
}
