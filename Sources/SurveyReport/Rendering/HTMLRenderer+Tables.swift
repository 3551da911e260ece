extension HTMLRenderer {
  /// The heading of a column, and what stands in it.
  enum Column {
    case text(String)
    case number(String)
    case chart(String)

    var title: String {
      switch self {
      case .text(let title), .number(let title), .chart(let title): title
      }
    }

    var kind: String {
      switch self {
      case .text: "words"
      case .number: "number"
      case .chart: "chart"
      }
    }
  }

  /// One row: a heading, and cells or the one mark that stands for all of them.
  struct Row {
    let name: HTML
    var cells: [HTML] = []
    var mark: String?

    init(name: HTML, cells: [HTML]) {
      self.name = name
      self.cells = cells
    }

    init(name: HTML, hidden mark: String) {
      self.name = name
      self.mark = mark
    }
  }

  /// A table that is named by the heading with that id.
  ///
  /// On a narrow screen each row becomes a list of its cells, each with the title of its column; roles are written out because such a
  /// layout takes them away in some browsers. What is too wide even so scrolls by itself.
  func table(_ label: String, _ columns: [Column], _ rows: [Row]) -> HTML {
    .element("div", ["class": "scroll", "role": "group", "aria-labelledby": label, "tabindex": "0"]) {
      HTML.element("table", ["aria-labelledby": label, "role": "table"]) {
        HTML.element("thead", ["role": "rowgroup"]) {
          HTML.element("tr", ["role": "row"]) {
            columns.map { column in
              .element("th", ["scope": "col", "role": "columnheader", "class": column.kind]) { column.title }
            }
          }
        }
        HTML.element("tbody", ["role": "rowgroup"]) { rows.map { tableRow($0, columns) } }
      }
    }
  }

  private func tableRow(_ row: Row, _ columns: [Column]) -> HTML {
    .element("tr", ["role": "row"]) {
      HTML.element("th", ["scope": "row", "role": "rowheader"]) { row.name }
      if let mark = row.mark {
        HTML.element("td", ["role": "cell", "class": "hidden", "colspan": String(columns.count - 1)]) { mark }
      } else {
        zip(columns.dropFirst(), row.cells).map { column, cell in
          .element("td", ["role": "cell", "class": column.kind, "data-title": column.title]) { cell }
        }
      }
    }
  }
}
