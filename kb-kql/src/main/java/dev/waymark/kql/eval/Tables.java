package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Relation;
import java.util.Collection;
import java.util.Optional;

/** The tables that a query can name. */
public interface Tables {
  Optional<Relation> find(String name);

  /** The names of all tables, for wildcards and suggestions. */
  Collection<String> names();
}
