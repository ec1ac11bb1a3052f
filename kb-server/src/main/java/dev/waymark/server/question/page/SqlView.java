package dev.waymark.server.question.page;

import dev.waymark.server.question.SqlAnswer;
import java.util.Optional;

/**
 * The box for SQL.
 *
 * @param on whether the database has the role that it runs as
 * @param sql what was asked; empty at first
 */
record SqlView(
    boolean on,
    String sql,
    int mostRows,
    long mostSeconds,
    Optional<SqlAnswer.Rows> rows,
    Optional<SqlAnswer.Refused> refused) {}
