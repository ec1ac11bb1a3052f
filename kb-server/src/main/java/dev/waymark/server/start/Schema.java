package dev.waymark.server.start;

import java.util.List;
import java.util.stream.Stream;

/**
 * The database's schema, as it stands for the role that the application connects as.
 *
 * @param version of the last migration; 0 if there is none
 * @param isUsable whether the role may read and add to all tables
 * @param excesses what makes the record changeable for the role, such as “is a superuser”
 * @param disarmed tables of the record whose trigger against changes is switched off
 */
record Schema(
    int version, boolean isUsable, String role, List<String> excesses, List<String> disarmed) {
  Schema {
    excesses = List.copyOf(excesses);
    disarmed = List.copyOf(disarmed);
  }

  /** What an administrator should mend, in sentences. */
  List<String> warnings() {
    return Stream.concat(
            excesses.isEmpty()
                ? Stream.empty()
                : Stream.of(
                    "The application's database role %s %s, so what is recorded once could be changed. Give the application a role of its own: docs/running.md, “The database's roles”."
                        .formatted(role, String.join(", ", excesses))),
            disarmed.isEmpty()
                ? Stream.empty()
                : Stream.of(
                    "The trigger append_only is switched off on %s, so what is recorded once could be changed. Switch it on with “alter table … enable trigger append_only”, and find out who switched it off."
                        .formatted(String.join(", ", disarmed))))
        .toList();
  }
}
