package dev.waymark.server.audit.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditEvent;
import dev.waymark.server.audit.AuditFilter;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.audit.Audited;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log, for administrators and for systems that collect such logs. */
@Path(Api.BASE + "/audit")
@Tag(name = "Accounts")
@RolesAllowed(Role.ADMINISTER)
class AuditResource {
  private static final String JSON_LINES = "application/jsonl";

  /** How many events are in memory at once. */
  private static final int PIECE = 1_000;

  private final AuditLog log;
  private final ObjectMapper json;

  AuditResource(AuditLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  /** An event; of what repeated, {@code at} is the last time and {@code since} the first. */
  record EventJson(
      long id,
      Instant at,
      Instant since,
      long times,
      String action,
      Optional<String> actor,
      Optional<String> subject,
      Optional<String> address,
      String detail) {
    static EventJson of(AuditEvent event) {
      return new EventJson(
          event.id(),
          event.at(),
          event.since(),
          event.times(),
          event.action().label(),
          event.actor(),
          event.subject(),
          event.address(),
          event.detail());
    }
  }

  @GET
  @Produces(JSON_LINES)
  @Audited(AuditAction.EXPORTED)
  @Operation(
      summary = "The audit log as JSON lines, the newest first",
      description = "Each line is an event. The reply is sent piece by piece.")
  public Response events(
      @Parameter(description = "What happened, such as `role-changed`") @QueryParam("action")
          @Nullable String action,
      @Parameter(description = "Who did it or had it done to them") @QueryParam("who")
          @Nullable String who,
      @Parameter(description = "Where it came from") @QueryParam("address")
          @Nullable String address,
      @Parameter(description = "The first day, in UTC") @QueryParam("from") @Nullable String from,
      @Parameter(description = "The last day, in UTC") @QueryParam("to") @Nullable String to) {
    AuditFilter filter =
        new AuditFilter(
            RequestValues.optional(action).map(AuditResource::action),
            RequestValues.optional(who).map(name -> plain("who", name).toLowerCase(Locale.ROOT)),
            RequestValues.optional(address).map(text -> plain("address", text)),
            RequestValues.optional(from).map(day -> day("from", day)),
            RequestValues.optional(to).map(day -> day("to", day).plusSeconds(86_400)),
            Optional.empty());
    StreamingOutput lines = output -> write(filter, output);
    return Response.ok(lines)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-log.jsonl\"")
        .build();
  }

  private void write(AuditFilter filter, OutputStream output) throws IOException {
    AuditFilter next = filter;
    List<AuditEvent> events;
    do {
      events = log.events(next, PIECE);
      for (AuditEvent event : events) {
        output.write(
            (json.writeValueAsString(EventJson.of(event)) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      if (!events.isEmpty()) {
        next = next.below(events.get(events.size() - 1).id());
      }
    } while (events.size() == PIECE);
  }

  private static AuditAction action(String label) {
    return AuditAction.ofLabel(label)
        .orElseThrow(() -> RequestValues.choice("action", label, AuditAction.values()));
  }

  private static String plain(String name, String text) {
    if (text.indexOf('\0') >= 0) {
      throw RequestValues.invalid("`" + name + "` holds a character that isn't text.", "Type it.");
    }
    return text.strip();
  }

  private static Instant day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() < 1970 || day.getYear() > 9999) {
        throw RequestValues.invalid(
            "`" + name + "` is in the year " + day.getYear() + ".", "Nothing happened then.");
      }
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw RequestValues.invalid(
          "`%s` isn't a day, “%s”.".formatted(name, text), "Write it as 2026-11-30.");
    }
  }
}
