package dev.waymark.server.run.page;

import dev.waymark.model.run.Answer;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.run.AnswerCsv;
import dev.waymark.server.run.AnswerRows;
import dev.waymark.server.run.RunView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** All rows of a step's last answer: as a file, to be copied, or to be drawn. */
@Path("/incidents/{number}/answers/{run}")
@RolesAllowed(Role.VIEW)
public class AnswerPageResource {
  private final RunPages pages;

  AnswerPageResource(RunPages pages) {
    this.pages = pages;
  }

  @GET
  @Path("{visit: \\d{1,6}}.csv")
  @Audited(AuditAction.EXPORTED)
  @Produces("text/csv;charset=UTF-8")
  public Response csv(long number, int run, int visit) {
    return Response.ok(AnswerCsv.write(answer(visit(number, run, visit))))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"incident-%d-step-%d.csv\"".formatted(number, visit))
        .build();
  }

  @GET
  @Path("{visit: \\d{1,6}}.json")
  @Audited(AuditAction.EXPORTED)
  @Produces(MediaType.APPLICATION_JSON)
  public Response json(long number, int run, int visit) {
    return Response.ok(AnswerRows.of(answer(visit(number, run, visit))))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"incident-%d-step-%d.json\"".formatted(number, visit))
        .build();
  }

  @GET
  @Path("{visit: \\d{1,6}}.md")
  @Produces("text/markdown;charset=UTF-8")
  public String markdown(long number, int run, int visit) {
    return MarkdownTable.of(table(visit(number, run, visit)));
  }

  @GET
  @Path("{visit: \\d{1,6}}.chart")
  @Produces(MediaType.APPLICATION_JSON)
  public ChartData chart(long number, int run, int visit) {
    RunView walked = pages.run(number, run);
    Visit found = visit(walked, visit);
    return walked
        .tree()
        .node(found.node())
        .flatMap(Node::asks)
        .flatMap(check -> ChartData.of(check, table(found)))
        .map(drawing -> drawing.with(walked.began(), ChangeMark.of(walked)))
        .orElseThrow(AnswerPageResource::nothing);
  }

  private Visit visit(long number, int run, int visit) {
    return visit(pages.run(number, run), visit);
  }

  private static Visit visit(RunView run, int visit) {
    List<Visit> visits = run.state().visits();
    if (visit < 1 || visit > visits.size()) {
      throw nothing();
    }
    return visits.get(visit - 1);
  }

  private static Table table(Visit visit) {
    return answer(visit).rows().orElseThrow(AnswerPageResource::nothing);
  }

  private static Answer answer(Visit visit) {
    return visit.attempt().flatMap(Attempt::answer).orElseThrow(AnswerPageResource::nothing);
  }

  private static ProblemException nothing() {
    return new ProblemException(
        Problem.notFound(
            "This step has no such answer.", "Open the incident and look at its path."));
  }
}
