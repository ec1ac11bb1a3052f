package dev.waymark.server.audit.page;

import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditEvent;
import dev.waymark.server.audit.AuditFilter;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.web.Moment;
import dev.waymark.server.web.Moments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log, for administrators. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
public class AuditPageResource {
  private static final int SIZE = 50;

  private final AuditLog log;
  private final Moments moments;

  AuditPageResource(AuditLog log, Moments moments) {
    this.log = log;
    this.moments = moments;
  }

  @GET
  public TemplateInstance show(
      @RestQuery @DefaultValue("") String action,
      @RestQuery @DefaultValue("") String who,
      @RestQuery @DefaultValue("") String address,
      @RestQuery @DefaultValue("") String from,
      @RestQuery @DefaultValue("") String to,
      @RestQuery @DefaultValue("") String below) {
    AuditView.Filter typed =
        new AuditView.Filter(action, who.strip(), address.strip(), from.strip(), to.strip());
    List<String> problems = new ArrayList<>();
    AuditFilter filter =
        new AuditFilter(
            action.isEmpty() ? Optional.empty() : action(action, problems),
            text(typed.who()).map(name -> name.toLowerCase(Locale.ROOT)),
            text(typed.address()),
            day(typed.from(), problems),
            day(typed.to(), problems).map(start -> start.plusSeconds(86_400)),
            text(below).filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf));
    List<AuditEvent> events =
        problems.isEmpty() && isText(typed) ? log.events(filter, SIZE + 1) : List.of();
    return Templates.audit(
        new AuditView(
            events.stream().limit(SIZE).map(this::line).toList(),
            Arrays.stream(AuditAction.values())
                .map(one -> new AuditView.Choice(one.label(), one.words()))
                .toList(),
            typed,
            !query(typed).isEmpty(),
            filter.below().isEmpty(),
            events.size() > SIZE
                ? Optional.of(address("/audit", typed, "below=" + events.get(SIZE - 1).id()))
                : Optional.empty(),
            address("/api/v1/audit", typed, ""),
            problems.stream().findFirst()));
  }

  /** The store holds no other text, so that nothing can be found by it. */
  private static boolean isText(AuditView.Filter typed) {
    return Stream.of(typed.who(), typed.address()).noneMatch(text -> text.indexOf('\0') >= 0);
  }

  private static Optional<AuditAction> action(String label, List<String> problems) {
    Optional<AuditAction> action = AuditAction.ofLabel(label);
    if (action.isEmpty()) {
      problems.add("There is no such event. Choose one of the list.");
    }
    return action;
  }

  private static Optional<Instant> day(String text, List<String> problems) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
          .filter(day -> isYear(day, problems));
    } catch (DateTimeParseException e) {
      problems.add("“" + text + "” isn’t a day. Write it as 2026-11-30.");
      return Optional.empty();
    }
  }

  /** What the database can compare with. */
  private static boolean isYear(Instant day, List<String> problems) {
    int year = day.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1970 || year > 9999) {
      problems.add("Nothing happened in the year " + year + ".");
      return false;
    }
    return true;
  }

  private AuditView.Line line(AuditEvent event) {
    return new AuditView.Line(
        moments.of(event.at()),
        event.times() > 1 ? Optional.of(moments.of(event.since())) : Optional.<Moment>empty(),
        event.times(),
        event.action().words(),
        event.action().isFailure(),
        event.actor().orElse(""),
        event.subject().orElse(""),
        event.address().orElse(""),
        event.detail());
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private static String query(AuditView.Filter typed) {
    return Stream.of(
            pair("action", typed.action()),
            pair("who", typed.who()),
            pair("address", typed.address()),
            pair("from", typed.from()),
            pair("to", typed.to()))
        .filter(pair -> !pair.isEmpty())
        .collect(Collectors.joining("&"));
  }

  private static String address(String path, AuditView.Filter typed, String more) {
    String query =
        Stream.of(query(typed), more)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String pair(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @CheckedTemplate(basePath = "audit")
  static class Templates {
    private Templates() {}

    static native TemplateInstance audit(AuditView view);
  }
}
