// name: target-history
// title:
//   vi: Mục tiêu của một chỉ tiêu qua các văn bản
//   en: An indicator's targets over the documents
// description:
//   vi: Các văn bản đặt những giá trị nào cho chỉ tiêu này, theo năm.
//   en: Which values the documents set for this indicator, by year.
// parameters:
//   - {name: indicator, kind: indicator, required: true, vi: Chỉ tiêu, en: Indicator}
// columns:
//   - {name: indicator, kind: text, vi: Chỉ tiêu, en: Indicator}
//   - {name: year, kind: year, vi: Năm, en: Year}
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - name: comparator
//     kind: choice
//     vi: So sánh
//     en: Comparator
//     choices:
//       - {value: "=", vi: đạt, en: equals}
//       - {value: ">=", vi: từ … trở lên, en: at least}
//       - {value: ">", vi: trên, en: above}
//       - {value: "<=", vi: không quá, en: at most}
//       - {value: "<", vi: dưới, en: below}
//       - {value: "~", vi: khoảng, en: about}
//       - {value: complete, vi: hoàn thành, en: complete}
//       - {value: increase, vi: tăng, en: increase}
//       - {value: top, vi: trong nhóm đầu, en: among the first}
//       - {value: range, vi: từ … đến, en: from … to}
//   - {name: value, kind: number, vi: Giá trị, en: Value}
//   - {name: unit, kind: text, vi: Đơn vị tính, en: Unit of measure}
//   - {name: value_max, kind: number, vi: Đến, en: Up to}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: indicator_id, kind: id, hidden: true, vi: Mã chỉ tiêu, en: Indicator id}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: target_id, kind: id, hidden: true, vi: Mã mục tiêu, en: Target id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {indicator: Tỷ lệ hồ sơ thủ tục hành chính được nộp trực tuyến}
MATCH (i:Indicator {id: $indicator})<-[:OF]-(g:Target)
WITH DISTINCT i, g
MATCH (d:Document {id: g.document})
OPTIONAL MATCH (s:Source {id: g.source})
RETURN i.name AS indicator, g.year AS year, coalesce(d.number, d.name) AS document, g.comparator AS comparator, g.value AS value,
  g.unit AS unit, g.value_max AS value_max, g.path AS path, g.quote AS quote, s.file AS source,
  i.id AS indicator_id, d.id AS document_id, g.id AS target_id, s.id AS source_id
ORDER BY coalesce(year, 9999), coalesce(d.issued_on, ''), document, document_id, coalesce(g.start, 0), path, target_id
