package dev.waymark.model.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      textBlock =
          """
          #step                       ; false ; ''          ; step     ; -
          #a%20b%C3%A9                ; false ; ''          ; a bé     ; -
          #                           ; false ; ''          ; ''       ; -
          other.md                    ; false ; other.md    ; -        ; other
          ../db/Other.MD#s            ; false ; ../db/Other.MD ; s     ; Other
          other.markdown?plain=1#s    ; false ; other.markdown ; s     ; other
          my%20file.md#x%23y          ; false ; my file.md  ; x#y      ; my file
          a%23b.md                    ; false ; a#b.md      ; -        ; a#b
          a b.md                      ; false ; a b.md      ; -        ; a b
          100%.md                     ; false ; 100%.md     ; -        ; 100%
          %zz%4.md                    ; false ; %zz%4.md    ; -        ; %zz%4
          img/a.png                   ; false ; img/a.png   ; -        ; -
          https://x.example/a.md#y%20 ; true  ; https://x.example/a.md#y%20 ; - ; -
          //x.example/a.md            ; true  ; //x.example/a.md ; -   ; -
          mailto:a@x.example          ; true  ; mailto:a@x.example ; - ; -
          a/b:c.md                    ; false ; a/b:c.md    ; -        ; b:c
          .md                         ; false ; .md         ; -        ; -
          """)
  void readsWhatIsWritten(
      String written, boolean outside, String path, String fragment, String entry) {
    LinkTarget target = LinkTarget.of(written);
    assertThat(target.outside()).isEqualTo(outside);
    assertThat(target.path()).isEqualTo(path);
    assertThat(target.fragment().orElse(null)).isEqualTo(fragment);
    assertThat(target.entryId().orElse(null)).isEqualTo(entry);
  }
}
