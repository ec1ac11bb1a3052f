package dev.waymark.server.question.page;

import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.question.AnswerColumn;
import dev.waymark.server.question.Chart;
import dev.waymark.server.question.ContributingIncidents;
import dev.waymark.server.question.Filters;
import dev.waymark.server.question.Question;
import dev.waymark.server.question.QuestionAnswer;
import dev.waymark.server.question.Questions;
import dev.waymark.server.question.SavedQuestion;
import dev.waymark.server.question.SavedQuestions;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Questions over all incidents; the address of an answer holds its filters, so that it can be
 * shared.
 */
@Path("/review")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class QuestionsPageResource {
  private static final String PATH = "/review/";
  private static final String API = "/api/v1/review/questions/";

  private final Questions questions;
  private final SavedQuestions saved;
  private final Catalog catalog;
  private final CurrentUser user;
  private final Moments moments;
  private final UriInfo uri;

  QuestionsPageResource(
      Questions questions,
      SavedQuestions saved,
      Catalog catalog,
      CurrentUser user,
      Moments moments,
      UriInfo uri) {
    this.questions = questions;
    this.saved = saved;
    this.catalog = catalog;
    this.user = user;
    this.moments = moments;
    this.uri = uri;
  }

  @GET
  public TemplateInstance catalogue(@RestQuery @DefaultValue("") String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<CatalogueView.Topic> topics =
        Arrays.stream(Question.Topic.values())
            .map(
                topic ->
                    new CatalogueView.Topic(
                        topic.title(),
                        questions.all().stream()
                            .filter(question -> question.topic() == topic)
                            .filter(question -> holds(question, words))
                            .map(q -> new CatalogueView.Line(q.id(), q.title(), q.tells()))
                            .toList()))
            .filter(topic -> !topic.questions().isEmpty())
            .toList();
    return Templates.catalogue(
        new CatalogueView(text.strip(), topics, saved.all().stream().map(this::line).toList()));
  }

  private static boolean holds(Question question, String[] words) {
    String all =
        String.join(
                " ",
                question.id(),
                question.topic().title(),
                question.title(),
                question.tells(),
                question.act())
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(words).allMatch(all::contains);
  }

  private CatalogueView.Saved line(SavedQuestion kept) {
    return new CatalogueView.Saved(
        kept.id(),
        kept.name(),
        questions.find(kept.question()).map(Question::title).orElse(kept.question()),
        address(kept.question(), kept.filters()),
        kept.by(),
        moments.of(kept.at()),
        user.isAdministrator() || kept.by().equals(user.getName()));
  }

  @GET
  @Path("{id}")
  public TemplateInstance question(String id) {
    Question question = find(id);
    return Templates.question(view(questions.ask(question, filters())));
  }

  /** The incidents behind a number, whose row and column the address names. */
  @GET
  @Path("{id}/incidents")
  public TemplateInstance behind(String id, @RestQuery @DefaultValue("") String column) {
    Question question = find(id);
    Filters filters = filters();
    ContributingIncidents found =
        questions
            .behind(question, filters, column, ContributingIncidents.keys(uri.getQueryParameters()))
            .orThrow();
    return Templates.behind(
        new BehindView(
            question.title(),
            question.column(column).map(AnswerColumn::label).orElse(column),
            address(id, filters.query()),
            found.incidents().stream().map(this::line).toList(),
            found.total(),
            found.incidents().size()));
  }

  private BehindView.Line line(ContributingIncidents.One found) {
    return new BehindView.Line(
        found.number(),
        found.title(),
        found.entry(),
        found.severity(),
        found.state(),
        found.drill(),
        moments.of(found.openedAt()));
  }

  @GET
  @Path("{id}/chart")
  @Produces(MediaType.APPLICATION_JSON)
  public Drawing chart(String id) {
    return Drawing.of(questions.ask(find(id), filters()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound("There is nothing to draw.", "The table says it all.")));
  }

  /** Keeps the question with the filters of the address under a name, for all. */
  @POST
  @Path("{id}/keep")
  @Audited(AuditAction.QUESTION_CHANGED)
  @RolesAllowed(Role.RESPOND)
  public Response keep(String id, @RestForm @DefaultValue("") String name) {
    saved.keep(name, find(id), filters(), user.getName()).orThrow();
    return Response.seeOther(SafeReturn.to(Optional.of("/review"))).build();
  }

  @POST
  @Path("kept/{number}/forget")
  @Audited(AuditAction.QUESTION_CHANGED)
  @RolesAllowed(Role.RESPOND)
  public Response forget(long number) {
    saved.forget(number, user.getName(), user.isAdministrator()).orThrow();
    return Response.seeOther(SafeReturn.to(Optional.of("/review"))).build();
  }

  private QuestionView view(QuestionAnswer answer) {
    Question question = answer.question();
    Filters filters = answer.filters();
    String query = filters.query();
    List<EntryCard> entries = catalog.entries();
    boolean drawn = !answer.lines().isEmpty() && !(question.chart() instanceof Chart.None);
    return new QuestionView(
        question.id(),
        question.topic().title(),
        question.title(),
        question.tells(),
        question.act(),
        new QuestionView.Filter(
            filters.from().map(Object::toString).orElse(""),
            filters.to().map(Object::toString).orElse(""),
            filters.service().orElse(""),
            filters.entry().orElse(""),
            filters.cause().orElse(""),
            filters.severity().map(level -> level.label()).orElse(""),
            filters.kind().label(),
            filters.by().label()),
        query,
        entries.stream().map(card -> new QuestionView.Choice(card.id(), card.title())).toList(),
        entries.stream().flatMap(card -> card.service().stream()).distinct().sorted().toList(),
        question.columns().stream()
            .map(column -> new QuestionView.Head(column.label(), column.type().isNumber()))
            .toList(),
        answer.lines().stream().map(line -> cells(answer, line)).toList(),
        answer.more(),
        drawn ? address(question.id() + "/chart", query) : "",
        question.chart() instanceof Chart.Flows,
        Drawing.left(answer),
        API + question.id() + "?" + (query.isEmpty() ? "" : query + "&"),
        answer.lines().isEmpty() && filters.kind() == Filters.Kind.REAL
            ? questions.drills(question, filters)
            : 0,
        address(question.id(), filters.drillsOnly().query()));
  }

  private static List<QuestionView.Cell> cells(QuestionAnswer answer, QuestionAnswer.Line line) {
    List<AnswerColumn> columns = answer.question().columns();
    return IntStream.range(0, columns.size())
        .mapToObj(
            i -> {
              AnswerColumn column = columns.get(i);
              Object value = line.cells().get(i);
              String text = CellText.of(column, value);
              return new QuestionView.Cell(
                  text, column.type().isNumber(), leadsTo(answer, line, column, value, text));
            })
        .toList();
  }

  private static String leadsTo(
      QuestionAnswer answer,
      QuestionAnswer.Line line,
      AnswerColumn column,
      @org.jspecify.annotations.Nullable Object value,
      String text) {
    if (column.type() == AnswerColumn.Type.ENTRY) {
      return text.isEmpty() ? "" : "/entries/" + text;
    }
    if (column.type() == AnswerColumn.Type.ALERTS) {
      return "/alerts?" + Filters.query(line.keys()) + "&entry=none";
    }
    boolean nothing =
        value == null
            || (column.type() == AnswerColumn.Type.COUNT && ((Number) value).longValue() == 0);
    return !column.type().isNumber() || nothing
        ? ""
        : address(answer.question().id() + "/incidents", answer.behind(line, column));
  }

  private Question find(String id) {
    return questions
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "There is no question “" + id + "”.", "Choose one of the catalogue.")));
  }

  private Filters filters() {
    return Filters.read(name -> Optional.ofNullable(uri.getQueryParameters().getFirst(name)))
        .orThrow();
  }

  private static String address(String path, String query) {
    return PATH + path + (query.isEmpty() ? "" : "?" + query);
  }

  @CheckedTemplate(basePath = "question")
  static class Templates {
    private Templates() {}

    static native TemplateInstance catalogue(CatalogueView view);

    static native TemplateInstance question(QuestionView view);

    static native TemplateInstance behind(BehindView view);

    static native TemplateInstance sql(SqlView view);
  }
}
