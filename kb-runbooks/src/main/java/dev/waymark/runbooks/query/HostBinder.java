package dev.waymark.runbooks.query;

import dev.waymark.model.entry.Ipv6;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.regex.Pattern;

/** A host, with a port or a record type: what {@code tls}, {@code tcp} and {@code dns} ask for. */
final class HostBinder implements Binder {
  private static final String HOST =
      "(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])";
  private static final Pattern VALUE = Pattern.compile(HOST + "(?::\\d{1,5})?");
  private static final Pattern WHOLE =
      Pattern.compile(HOST + "(?::\\d{1,5})?(?: +[A-Za-z]{1,10})?");

  @Override
  public BoundQuery bind(CompiledCheck check, Values values) {
    String template = check.fence().body().text();
    if (!Template.hasNames(template)) {
      return Binding.asWritten(check.fence());
    }
    String text = Template.fill(template.strip(), name -> host(name, values.text(name)));
    if (!WHOLE.matcher(text).matches()) {
      throw new UnboundException(
          "“" + text + "” is no host", "Look by hand what this step asks, then take a branch.");
    }
    return new BoundQuery(check.fence().kind(), text, check.fence().options());
  }

  /** A value that is a host, with a port or without; an IPv6 address in brackets. */
  static String host(String name, String written) {
    String value = Ipv6.isAddress(written) ? "[" + written + "]" : written;
    if (!VALUE.matcher(value).matches()) {
      throw Template.refused(name, "is no host name: “" + value + "”");
    }
    return value;
  }
}
