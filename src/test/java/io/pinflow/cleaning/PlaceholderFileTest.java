package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import org.junit.jupiter.api.Test;

class PlaceholderFileTest {

  private final PlaceholderFile file = PlaceholderFile.load();

  @Test
  void everyColumnExists() {
    assertThat(RowTypes.decoded(Kind.PIN).getFieldNames()).containsAll(file.columns());
  }

  @Test
  void valuesAreTrimmedAsTheTextsTheyAreComparedWith() {
    assertThat(file.columns()).isNotEmpty();
    assertThat(file.columns()).flatMap(file::of).allMatch(value -> value.equals(value.trim()));
  }

  @Test
  void quotesDelimitAValue() {
    assertThat(file.of("tag_list"))
        .containsExactly("N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e", "No Tags Available");
    assertThat(file.ofAnyColumn()).containsExactly("", "null", "none", "nan", "n/a");
    assertThat(file.of("country")).isEmpty();
  }
}
