package dev.waymark.server.lesson;

import dev.waymark.model.incident.LessonKind;
import java.util.Optional;

/**
 * A lesson that somebody writes down.
 *
 * @param run ordinal among the runs of the incident
 * @param visit number within the run: where it was learned
 * @param branch index of the row that it is about, from 0
 */
public record NewLesson(
    int run, int visit, LessonKind kind, Optional<Integer> branch, String text) {}
