package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

class SlugsTest {
  @Test
  void namesHeadingsAsGitHubDoes() {
    slug("Which backends fail?", "which-backends-fail");
    slug("Check the backend's certificate", "check-the-backends-certificate");
    slug("  Outer blanks  ", "outer-blanks");
    slug("Two  blanks", "two--blanks");
    slug("a - b", "a---b");
    slug("snake_case stays", "snake_case-stays");
    slug("C++ & C#", "c--c");
    slug("50 % of 1.000", "50--of-1000");
    slug("a/b\\c|d", "abcd");
    slug("Über größere Änderungen", "über-größere-änderungen");
    slug("数据库 超时", "数据库-超时");
    slug("ΣΑΣ", "σας");
    slug("हिन्दी", "हिन्दी");
    slug("emoji 🚒 here", "emoji--here");
    slug("tab\there", "tabhere");
    slug("Ⅷ ① ²", "ⅷ--");
    slug("!?", "");
  }

  @Test
  void countsDuplicates() {
    slugs("a", "a", "a").isEqualTo(List.of("a", "a-1", "a-2"));
    slugs("a", "a 1", "a", "a").isEqualTo(List.of("a", "a-1", "a-2", "a-3"));
    slugs("a 1", "a", "a").isEqualTo(List.of("a-1", "a", "a-2"));
    slugs("A", "a!", "a?").isEqualTo(List.of("a", "a-1", "a-2"));
    slugs("", "!").isEqualTo(List.of("", "-1"));
  }

  private static void slug(String words, String expected) {
    assertThat(Slugs.slug(words)).as(words).isEqualTo(expected);
  }

  private static ListAssert<String> slugs(String... headings) {
    Slugs slugs = new Slugs();
    return assertThat(Arrays.stream(headings).map(slugs::next).toList());
  }
}
