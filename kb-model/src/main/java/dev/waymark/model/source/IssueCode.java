package dev.waymark.model.source;

/**
 * What kind of mistake an {@link Issue} is. Each family of codes is an enum beside the stage that
 * finds it: {@code FM} front matter, {@code ST} structure, {@code LK} links and graph, {@code CD}
 * conditions, {@code QL} queries, {@code CM} commands, {@code KB} knowledge base.
 */
public interface IssueCode {
  /** Family and number, such as {@code LK01}: stable, so that people can search for it. */
  String code();

  Severity severity();
}
