package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.probe.DnsQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The records of a name, as this machine's name servers have them. A name without records is an
 * answer; a server that fails isn't one.
 */
final class DnsProbe implements Probe {
  private final ProbePolicy policy;
  private final Resolver resolver;

  DnsProbe(ProbePolicy policy, Resolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  @Override
  public Reply ask(BoundQuery query, ProbeDeadline deadline)
      throws ForbiddenTarget, ProbeException {
    DnsQuestion question =
        ProbeException.unless(DnsQuestion.read(query.text(), Placeholders.none()));
    Optional<String> refused = policy.refusesHost(question.name());
    if (refused.isPresent()) {
      throw new ForbiddenTarget(refused.get());
    }
    Set<Record> records = new LinkedHashSet<>();
    for (String type : question.types()) {
      records.addAll(records(name(question.name()), Type.value(type), deadline));
    }
    return new Reply(records.stream().map(DnsProbe::row).toList(), Optional.empty());
  }

  @Override
  public String target(BoundQuery query) {
    return query.text().strip();
  }

  private List<Record> records(Name name, int type, ProbeDeadline deadline) throws ProbeException {
    try {
      resolver.setTimeout(Duration.ofMillis(deadline.millisLeft()));
      Message reply = resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
      int code = reply.getRcode();
      if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
        throw new ProbeException(
            FailureKind.UNREACHABLE,
            "The name server answered " + Rcode.string(code),
            "Ask again; the name may well exist.");
      }
      return reply.getSection(Section.ANSWER);
    } catch (IOException e) {
      throw new ProbeException(
          deadline.hasPassed() ? FailureKind.TIMED_OUT : FailureKind.UNREACHABLE,
          "No name server answered: " + NetworkError.text(e, deadline),
          "Ask again, or look from another machine.");
    }
  }

  private static Name name(String text) throws ProbeException {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw ProbeException.invalid("“" + text + "” isn't a host name", "Write a host's name.");
    }
  }

  private static Row row(Record record) {
    return Row.of(
        withoutDot(record.getName().toString()),
        Type.string(record.getType()),
        record.getTTL(),
        withoutDot(record.rdataToString()));
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
  }
}
