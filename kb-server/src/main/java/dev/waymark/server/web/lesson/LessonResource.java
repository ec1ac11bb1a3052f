package dev.waymark.server.web.lesson;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.Proposals;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.lesson.LessonPages.Look;
import dev.waymark.server.web.shell.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** A lesson on its way into the entry. */
@Path("/lessons/{id: \\d{1,18}}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class LessonResource {
  /** Names of the fields of a change begin with it in the form. */
  private static final String FIELD = "change.";

  private final Lessons lessons;
  private final Proposals proposals;
  private final LessonPages pages;
  private final CurrentUser user;

  LessonResource(Lessons lessons, Proposals proposals, LessonPages pages, CurrentUser user) {
    this.lessons = lessons;
    this.proposals = proposals;
    this.pages = pages;
    this.user = user;
  }

  @GET
  public TemplateInstance lesson(
      long id,
      @RestQuery @DefaultValue("false") boolean anonymous,
      @RestQuery @DefaultValue("false") boolean edit) {
    Lesson lesson = proposals.settled(lessons.find(id).orThrow(), user.actor());
    return Templates.lesson(pages.page(lesson, new Look(anonymous, edit), Optional.empty()));
  }

  /** Says what is learned, and what to change. */
  @POST
  @RolesAllowed(Role.RESPOND)
  public Response write(
      long id,
      @RestForm @DefaultValue("") String kind,
      @RestForm @DefaultValue("") String text,
      MultivaluedMap<String, String> form) {
    Lesson lesson = lessons.find(id).orThrow();
    LessonKind chosen =
        LessonKind.ofLabel(kind)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.invalid("There is no such kind.", "Choose one from the list.")));
    Map<String, String> change = new TreeMap<>();
    form.forEach(
        (name, values) -> {
          if (name.startsWith(FIELD) && !values.isEmpty()) {
            change.put(name.substring(FIELD.length()), plain(values.get(0)));
          }
        });
    // Another kind has other fields.
    return answer(
        lesson,
        lessons.write(
            id,
            chosen,
            plain(text),
            chosen == lesson.kind() ? change : Map.of(),
            Optional.empty(),
            user.actor()));
  }

  /** Takes the entry's text as somebody has edited it; an empty one is the draft again. */
  @POST
  @Path("text")
  @RolesAllowed(Role.WRITE)
  public Response edit(long id, @FormParam("text") @DefaultValue("") String text) {
    Lesson lesson = lessons.find(id).orThrow();
    return answer(
        lesson,
        proposals.edit(
            lesson, Optional.of(plain(text)).filter(all -> !all.isBlank()), user.actor()));
  }

  @POST
  @Path("propose")
  @RolesAllowed(Role.WRITE)
  public Response propose(long id, @RestForm @DefaultValue("false") boolean anonymous) {
    Lesson lesson = lessons.find(id).orThrow();
    return answer(lesson, proposals.propose(lesson, anonymous, user.actor()));
  }

  @POST
  @Path("accept")
  @RolesAllowed(Role.WRITE)
  public Response accept(long id) {
    Lesson lesson = lessons.find(id).orThrow();
    return answer(lesson, proposals.accept(lesson, user.actor()));
  }

  @POST
  @Path("reject")
  @RolesAllowed(Role.WRITE)
  public Response reject(long id, @RestForm @DefaultValue("") String reason) {
    return answer(lessons.find(id).orThrow(), lessons.reject(id, plain(reason), user.actor()));
  }

  @POST
  @Path("reopen")
  @RolesAllowed(Role.WRITE)
  public Response reopen(long id) {
    return answer(lessons.find(id).orThrow(), lessons.reopen(id, user.actor()));
  }

  private Response answer(Lesson lesson, Result<Lesson> result) {
    if (result instanceof Result.Refused<Lesson> refused) {
      Problem problem = refused.problem();
      return Response.status(problem.kind().status())
          .entity(Templates.lesson(pages.page(lesson, Look.PLAIN, Optional.of(problem))))
          .build();
    }
    return Response.seeOther(SafeReturn.to(Optional.of("/lessons/" + lesson.id()))).build();
  }

  /** Browsers send line ends as CR LF. */
  private static String plain(String text) {
    return text.replace("\r\n", "\n");
  }

  @CheckedTemplate(basePath = "lesson")
  static class Templates {
    private Templates() {}

    static native TemplateInstance lesson(LessonView view);
  }
}
