package dev.waymark.server.integrity.page;

import dev.waymark.server.account.Role;
import dev.waymark.server.integrity.Finding;
import dev.waymark.server.integrity.RecordReport;
import dev.waymark.server.integrity.RecordWatch;
import dev.waymark.server.integrity.page.RecordView.Line;
import dev.waymark.server.integrity.page.RecordView.ReportView;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Whether the record is what was recorded, as far as that was verified. */
@Path("/record")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
public class RecordPageResource {
  /** A small record is verified within a moment; of a larger one the page says that it goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_LINES = 100;

  private final RecordWatch watch;
  private final Moments moments;

  RecordPageResource(RecordWatch watch, Moments moments) {
    this.watch = watch;
    this.moments = moments;
  }

  @GET
  public TemplateInstance show() {
    return Templates.record(
        new RecordView(
            watch.last().map(this::report), watch.isChecking(), watch.trouble().orElse("")));
  }

  @POST
  @Path("check")
  public Response check() {
    watch.checkWithin(PATIENCE);
    return Response.seeOther(SafeReturn.to(Optional.of("/record"))).build();
  }

  private ReportView report(RecordReport report) {
    return new ReportView(
        moments.of(report.at()),
        "%.1f s".formatted(report.took().toMillis() / 1000.0),
        number(report.incidents()),
        number(report.runs()),
        number(report.events()),
        number(report.found()),
        report.findings().stream().limit(MOST_LINES).map(RecordPageResource::line).toList(),
        report.anchored().first().map(moments::of),
        report.anchored().last().map(moments::of),
        number(report.anchored().events()),
        report.anchored().obstacle().orElse(""));
  }

  private static Line line(Finding finding) {
    String incident = "/incidents/" + finding.incident();
    String link =
        finding.incident() == 0
            ? ""
            : incident + (finding.run() == 0 ? "/timeline" : "?run=" + finding.run());
    return new Line(finding.place(), finding.what(), link);
  }

  private static String number(long number) {
    return "%,d".formatted(number);
  }

  @CheckedTemplate(basePath = "record")
  static class Templates {
    private Templates() {}

    static native TemplateInstance record(RecordView view);
  }
}
