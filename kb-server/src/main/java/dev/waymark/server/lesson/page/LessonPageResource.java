package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.lesson.LessonContent;
import dev.waymark.server.lesson.LessonDrafts;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.Proposals;
import dev.waymark.server.lesson.page.LessonPages.Look;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.SafeReturn;
import dev.waymark.server.web.Saved;
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
public class LessonPageResource {
  /** Names of the fields of a change begin with it in the form. */
  private static final String FIELD = "change.";

  private static final Problem TAKEN =
      Problem.conflict("Nothing is saved yet.", "Compare the rest, and save.");

  private final Lessons lessons;
  private final LessonDrafts drafts;
  private final Proposals proposals;
  private final LessonPages pages;
  private final CurrentUser user;

  LessonPageResource(
      Lessons lessons,
      LessonDrafts drafts,
      Proposals proposals,
      LessonPages pages,
      CurrentUser user) {
    this.lessons = lessons;
    this.drafts = drafts;
    this.proposals = proposals;
    this.pages = pages;
    this.user = user;
  }

  @GET
  public TemplateInstance lesson(
      long id,
      @RestQuery @DefaultValue("false") boolean anonymous,
      @RestQuery @DefaultValue("false") boolean edit) {
    Lesson lesson = proposals.settled(lessons.find(id).orThrow());
    return Templates.lesson(pages.page(lesson, new Look(anonymous, edit)));
  }

  /**
   * Says what is learned, and what to change.
   *
   * @param take the field to put what somebody else has saved into, before anything is saved
   * @param byItself whether the page's script saves what is being written
   */
  @POST
  @RolesAllowed(Role.RESPOND)
  public Response write(
      long id,
      @RestForm @DefaultValue("0") int revision,
      @RestForm @DefaultValue("") String kind,
      @RestForm @DefaultValue("") String text,
      @RestForm @DefaultValue("") String take,
      @RestForm @DefaultValue("false") boolean byItself,
      MultivaluedMap<String, String> form) {
    Lesson lesson = lessons.find(id).orThrow();
    LessonContent content = content(lesson, kind, text, form);
    if (!take.isEmpty()) {
      return answer(id, Result.refused(TAKEN), UnsavedInput.of(taking(take, content, lesson)));
    }
    Result<Lesson> written = lessons.write(id, revision, content, user.actor());
    return byItself
        ? Saved.reply(written.map(Lesson::revision))
        : answer(id, written, UnsavedInput.of(content));
  }

  private static LessonContent content(
      Lesson lesson, String kind, String text, MultivaluedMap<String, String> form) {
    LessonKind chosen =
        LessonKind.ofLabel(kind)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.invalid("There is no such kind.", "Choose one from the list.")));
    // What was filled in for another kind stays, for when it is that kind again.
    Map<String, String> change = new TreeMap<>(lesson.change());
    form.forEach(
        (name, values) -> {
          if (name.startsWith(FIELD) && !values.isEmpty()) {
            change.put(name.substring(FIELD.length()), plain(values.get(0)));
          }
        });
    return new LessonContent(chosen, plain(text), change);
  }

  /** What was written, but in one field what is saved. */
  private static LessonContent taking(String take, LessonContent written, Lesson saved) {
    Map<String, String> change = new TreeMap<>(written.change());
    if (take.startsWith(FIELD)) {
      String field = take.substring(FIELD.length());
      change.put(field, saved.change().getOrDefault(field, ""));
    }
    return new LessonContent(
        written.kind(), take.equals("text") ? saved.text() : written.text(), change);
  }

  /**
   * Takes the entry's text as somebody has edited it; an empty one is the draft again.
   *
   * @param base hash of the entry's text that it was made of
   */
  @POST
  @Path("text")
  @RolesAllowed(Role.WRITE)
  public Response edit(
      long id,
      @RestForm @DefaultValue("0") int revision,
      @RestForm @DefaultValue("") String base,
      @FormParam("text") @DefaultValue("") String text) {
    Lesson.Edited made = new Lesson.Edited(plain(text), base);
    Optional<Lesson.Edited> edited = Optional.of(made).filter(given -> !given.text().isBlank());
    return answer(
        id,
        drafts.edit(lessons.find(id).orThrow(), revision, edited, user.actor()),
        edited.isPresent() ? UnsavedInput.of(made) : UnsavedInput.NOTHING);
  }

  @POST
  @Path("propose")
  @RolesAllowed(Role.WRITE)
  public Response propose(
      long id,
      @RestForm @DefaultValue("0") int revision,
      @RestForm @DefaultValue("false") boolean anonymous) {
    Result<Lesson> seen = lessons.find(id, revision);
    return answer(
        id,
        seen instanceof Result.Done<Lesson> done
            ? proposals.propose(done.value(), anonymous, user.actor())
            : seen,
        UnsavedInput.NOTHING);
  }

  @POST
  @Path("accept")
  @RolesAllowed(Role.WRITE)
  public Response accept(long id) {
    return answer(
        id, proposals.accept(lessons.find(id).orThrow(), user.actor()), UnsavedInput.NOTHING);
  }

  @POST
  @Path("reject")
  @RolesAllowed(Role.WRITE)
  public Response reject(long id, @RestForm @DefaultValue("") String reason) {
    String why = plain(reason);
    return answer(id, lessons.reject(id, why, user.actor()), UnsavedInput.reason(why));
  }

  @POST
  @Path("reopen")
  @RolesAllowed(Role.WRITE)
  public Response reopen(long id) {
    return answer(id, lessons.reopen(id, user.actor()), UnsavedInput.NOTHING);
  }

  /** What a proposed lesson changes, to apply by hand. */
  @GET
  @Path("patch")
  @Audited(AuditAction.EXPORTED)
  @Produces("text/x-patch;charset=UTF-8")
  public Response patch(long id) {
    String patch = proposals.patch(lessons.find(id).orThrow()).orThrow();
    return Response.ok(patch)
        .header("Content-Disposition", "attachment; filename=\"lesson-" + id + ".patch\"")
        .build();
  }

  private Response answer(long id, Result<Lesson> result, UnsavedInput typed) {
    if (result instanceof Result.Refused<Lesson> refused) {
      Problem problem = refused.problem();
      Lesson now = lessons.find(id).orThrow();
      return Response.status(problem.kind().status())
          .entity(Templates.lesson(pages.page(now, Look.PLAIN, typed, Optional.of(problem))))
          .build();
    }
    return Response.seeOther(SafeReturn.to(Optional.of("/lessons/" + id))).build();
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
