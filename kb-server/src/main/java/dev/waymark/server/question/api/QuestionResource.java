package dev.waymark.server.question.api;

import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.question.AnswerColumn;
import dev.waymark.server.question.ContributingIncidents;
import dev.waymark.server.question.Filters;
import dev.waymark.server.question.Question;
import dev.waymark.server.question.QuestionAnswer;
import dev.waymark.server.question.Questions;
import dev.waymark.server.run.AnswerCsv;
import dev.waymark.server.run.api.AnswerJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Questions over all incidents. */
@Path(Api.BASE + "/review/questions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEW)
@Tag(name = "Review")
class QuestionResource {
  private static final String FILTERS =
      "Filters, all optional: `from` and `to` (days, UTC), `service`, `entry`, `cause`, `severity`,"
          + " `kind` (real, drill, all; real unless told), `by` (month, week, day).";

  private final Questions questions;
  private final UriInfo uri;

  QuestionResource(Questions questions, UriInfo uri) {
    this.questions = questions;
    this.uri = uri;
  }

  @GET
  @Operation(summary = "The catalogue of questions")
  public List<QuestionJson> list() {
    return questions.all().stream().map(QuestionJson::of).toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "The answer to a question, as JSON or CSV", description = FILTERS)
  public Response ask(
      @RestPath String id,
      @Parameter(description = "json or csv; json unless told") @QueryParam("format")
          @Nullable String format) {
    QuestionAnswer answer = questions.ask(find(id), filters());
    String wanted = RequestValues.optional(format).orElse("json");
    if (wanted.equals("json")) {
      return Response.ok(AnswerJson.of(answer)).build();
    }
    if (!wanted.equals("csv")) {
      throw RequestValues.invalid("`format` can't be “" + wanted + "”.", "It is one of json, csv.");
    }
    return Response.ok(AnswerCsv.write(answer.table()), "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".csv\"")
        .build();
  }

  @GET
  @Path("/{id}/incidents")
  @Operation(
      summary = "The incidents behind a number of an answer, newest first",
      description =
          FILTERS
              + " Besides, the `keys` of the row, each with `k_` before its name: at most "
              + Questions.MOST_BEHIND
              + " incidents.")
  public ContributingIncidents behind(
      @RestPath String id,
      @Parameter(description = "Name of the number's column") @QueryParam("column")
          @Nullable String column) {
    return questions
        .behind(
            find(id),
            filters(),
            RequestValues.required("column", column),
            ContributingIncidents.keys(uri.getQueryParameters()))
        .orThrow();
  }

  /** A question of the catalogue. */
  record QuestionJson(
      String id, String topic, String title, String tells, String act, List<ColumnJson> columns) {
    static QuestionJson of(Question question) {
      return new QuestionJson(
          question.id(),
          question.topic().name().toLowerCase(Locale.ROOT),
          question.title(),
          question.tells(),
          question.act(),
          question.columns().stream().map(ColumnJson::of).toList());
    }
  }

  record ColumnJson(String name, String label, String type) {
    static ColumnJson of(AnswerColumn column) {
      return new ColumnJson(
          column.name(), column.label(), column.type().name().toLowerCase(Locale.ROOT));
    }
  }

  /** Rows by the names of their columns, and what names each when asking for its incidents. */
  record AnswerJson(
      String question,
      Map<String, String> filters,
      List<ColumnJson> columns,
      List<RowJson> rows,
      boolean more) {
    record RowJson(Map<String, @Nullable Object> values, Map<String, String> keys) {}

    static AnswerJson of(QuestionAnswer answer) {
      List<AnswerColumn> columns = answer.question().columns();
      return new AnswerJson(
          answer.question().id(),
          answer.filters().parameters(),
          columns.stream().map(ColumnJson::of).toList(),
          answer.lines().stream()
              .map(
                  line -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    for (int i = 0; i < columns.size(); i++) {
                      values.put(columns.get(i).name(), line.cells().get(i));
                    }
                    return new RowJson(values, line.keys());
                  })
              .toList(),
          answer.more());
    }
  }

  private Question find(String id) {
    return questions
        .find(id)
        .orElseThrow(
            () ->
                RequestValues.notFound(
                    "There is no question “" + id + "”.",
                    "Use one of GET " + Api.BASE + "/review/questions."));
  }

  private Filters filters() {
    return Filters.read(name -> Optional.ofNullable(uri.getQueryParameters().getFirst(name)))
        .orThrow();
  }
}
