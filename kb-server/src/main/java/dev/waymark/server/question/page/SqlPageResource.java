package dev.waymark.server.question.page;

import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.question.FreeQuestions;
import dev.waymark.server.question.SqlAnswer;
import dev.waymark.server.run.AnswerCsv;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Questions in SQL, for administrators. */
@Path("/review/sql")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
public class SqlPageResource {
  private final FreeQuestions questions;
  private final CurrentUser user;

  SqlPageResource(FreeQuestions questions, CurrentUser user) {
    this.questions = questions;
    this.user = user;
  }

  /** The box, with a statement that an address brings; only sending the form runs it. */
  @GET
  public TemplateInstance box(@RestQuery @DefaultValue("") String sql) {
    return page(sql, Optional.empty(), Optional.empty());
  }

  @POST
  public Response ask(@RestForm @DefaultValue("") String sql) {
    SqlAnswer answer = questions.ask(sql, user.getName());
    if (answer instanceof SqlAnswer.Refused refused) {
      return refused(sql, refused);
    }
    return Response.ok(page(sql, Optional.of((SqlAnswer.Rows) answer), Optional.empty())).build();
  }

  /** The same as a file for spreadsheets; what is refused is told on the page. */
  @POST
  @Path("csv")
  @Produces({MediaType.TEXT_HTML, "text/csv"})
  public Response csv(@RestForm @DefaultValue("") String sql) {
    SqlAnswer answer = questions.ask(sql, user.getName());
    if (answer instanceof SqlAnswer.Refused refused) {
      return refused(sql, refused);
    }
    return Response.ok(AnswerCsv.write(((SqlAnswer.Rows) answer).table()))
        .type("text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"answer.csv\"")
        .build();
  }

  private Response refused(String sql, SqlAnswer.Refused refused) {
    return Response.status(422)
        .type(MediaType.TEXT_HTML_TYPE)
        .entity(page(sql, Optional.empty(), Optional.of(refused)))
        .build();
  }

  private TemplateInstance page(
      String sql, Optional<SqlAnswer.Rows> rows, Optional<SqlAnswer.Refused> refused) {
    return QuestionsPageResource.Templates.sql(
        new SqlView(
            questions.areOn(), sql, questions.mostRows(), questions.mostSeconds(), rows, refused));
  }
}
