package io.counterfoil.server.why;

import io.counterfoil.core.explain.Language;

/// The words of the caller's page around those of the refusal's code, in one language.
///
/// @param recognised what is said of a refusal that only whoever holds the credential may know more
///   of
/// @param tell what to tell whoever administers the account
/// @param wrong what is said of values that are no pair
/// @param other what is said of a pair that is not the refused one
/// @param little what is said where nothing more was kept
/// @param unknown what is said where there is no refusal of the id
record WhyWords(
    String name,
    String title,
    String happened,
    String repair,
    String shows,
    String recognised,
    String prove,
    String show,
    String wrong,
    String other,
    String little,
    String report,
    String tell,
    String unknown) {

  static WhyWords in(Language language) {
    return switch (language) {
      case ENGLISH ->
          new WhyWords(
              "English",
              "Why was this refused?",
              "What happened",
              "How to fix it",
              "What the values show by themselves",
              "The credential of this request was recognised, and the request was refused all the"
                  + " same. Why is told to whoever presents that credential.",
              "Present the pair that the request carried. It is checked and not kept.",
              "Show",
              "There is no such pair. The try was noted, like any other with a wrong pair.",
              "This is not the pair that was refused.",
              "Nothing more was kept of this refusal than what is said here.",
              "A report to pass on",
              "Send this to whoever administers the account. With the id they see what exactly did"
                  + " not fit, what else stands in the way, and what would repair it.",
              "There is no refusal of that id. Check that it was copied whole.");
      case PORTUGUESE ->
          new WhyWords(
              "Português",
              "Por que isto foi recusado?",
              "O que aconteceu",
              "Como corrigir",
              "O que os próprios valores mostram",
              "A credencial desta requisição foi reconhecida e, mesmo assim, a requisição foi"
                  + " recusada. O motivo é dito a quem apresentar essa credencial.",
              "Apresente o par que a requisição levava. Ele é verificado e não é guardado.",
              "Mostrar",
              "Esse par não existe. A tentativa foi anotada, como qualquer outra com um par errado.",
              "Este não é o par que foi recusado.",
              "Não se guardou desta recusa mais do que está dito aqui.",
              "Um relato para repassar",
              "Envie isto a quem administra a conta. Com o id, essa pessoa vê o que exatamente não"
                  + " coincidiu, o que mais está no caminho e o que resolveria.",
              "Não há recusa com esse id. Verifique se ele foi copiado por inteiro.");
      case SPANISH ->
          new WhyWords(
              "Español",
              "¿Por qué se rechazó esto?",
              "Qué ocurrió",
              "Cómo corregirlo",
              "Lo que muestran los propios valores",
              "La credencial de esta solicitud fue reconocida y, aun así, la solicitud fue"
                  + " rechazada. El motivo se dice a quien presente esa credencial.",
              "Presenta el par que llevaba la solicitud. Se comprueba y no se guarda.",
              "Mostrar",
              "No existe ese par. El intento quedó anotado, como cualquier otro con un par erróneo.",
              "Este no es el par que fue rechazado.",
              "De este rechazo no se guardó más que lo que se dice aquí.",
              "Un informe para reenviar",
              "Envía esto a quien administra la cuenta. Con el id verá qué es exactamente lo que no"
                  + " coincide, qué más hay en el camino y qué lo arreglaría.",
              "No hay ningún rechazo con ese id. Comprueba que se copió entero.");
    };
  }
}
