package dev.waymark.runbooks.parse;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.YamlProblem;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Front matter as YAML nodes that know where they stand in the file. */
final class YamlText {
  private static final int MAX_CHARACTERS = 64 * 1024;

  private final Excerpt yaml;
  private final IssueCollector issues;

  /** Whether every character counts as one, for the YAML reader as for us. */
  private final boolean plain;

  YamlText(Excerpt yaml, IssueCollector issues) {
    this.yaml = yaml;
    this.issues = issues;
    this.plain = yaml.text().codePoints().noneMatch(Character::isSupplementaryCodePoint);
  }

  /** The one YAML document; empty if it can't be read, with an issue, or if it is empty. */
  Optional<Node> root() {
    if (yaml.text().length() > MAX_CHARACTERS) {
      issues.add(
          FrontMatterIssue.NOT_ALLOWED,
          yaml.span(MAX_CHARACTERS, MAX_CHARACTERS + 1),
          "The front matter is longer than 64 KiB",
          "Keep front matter to what names the entry; write the rest into sections.");
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    Composer composer =
        new Composer(
            new YamlGuard(new ParserImpl(new StreamReader(yaml.text()), options)),
            new Resolver(),
            options);
    try {
      return Optional.ofNullable(composer.getSingleNode());
    } catch (YamlGuard.Refused e) {
      issues.add(FrontMatterIssue.NOT_ALLOWED, span(e.mark()), e.message(), e.hint());
    } catch (MarkedYAMLException e) {
      SourceSpan span = e.getProblemMark() == null ? yaml.span(0, 1) : span(e.getProblemMark());
      issues.add(
          FrontMatterIssue.NOT_YAML,
          span,
          "The front matter isn't YAML: " + YamlProblem.of(e),
          "Check quotes, brackets and indentation; quote a text that holds `: ` or ` #`.");
    } catch (YAMLException e) {
      issues.add(
          FrontMatterIssue.NOT_YAML,
          yaml.span(0, 1),
          "The front matter isn't YAML: " + YamlProblem.of(e),
          "Remove characters that YAML doesn't allow.");
    }
    return Optional.empty();
  }

  SourceSpan span(Node node) {
    int from = index(node.getStartMark());
    int to = Math.max(from, index(node.getEndMark()));
    return yaml.part(from, to).strip().span();
  }

  private SourceSpan span(Mark mark) {
    int index = index(mark);
    return yaml.span(index, index + 1);
  }

  private int index(Mark mark) {
    int index = mark.getIndex();
    String text = yaml.text();
    return plain
        ? Math.min(index, text.length())
        : text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
  }

  /** The value of a scalar, each character at its place, whatever quotes or folds it. */
  Excerpt excerpt(ScalarNode node) {
    Excerpt raw = yaml.part(index(node.getStartMark()), index(node.getEndMark()));
    String value = node.getValue();
    int plainStart = raw.text().indexOf(value);
    if (plainStart >= 0) {
      return raw.part(plainStart, plainStart + value.length());
    }
    int[] offsets = new int[value.length() + 1];
    int at = 0;
    for (int i = 0; i < value.length(); i++) {
      at = find(raw.text(), at, value.charAt(i));
      offsets[i] = raw.span(at, at).start();
      at++;
    }
    offsets[value.length()] = raw.span().end();
    return Excerpt.mapped(value, offsets);
  }

  private static int find(String raw, int from, char c) {
    int at = raw.indexOf(c, from);
    if (Character.isWhitespace(c) && (at < 0 || !raw.substring(from, at).isBlank())) {
      return Math.min(from, raw.length());
    }
    return at < 0 ? Math.min(from, raw.length()) : at;
  }
}
