//! A file of Fluent as messages: texts, holes and choices, every reference already put in.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

/// A message, or an attribute of one as `message.attribute`.
#[derive(Debug)]
pub(super) struct Message {
    pub id: String,
    pub pieces: Vec<Piece>,
    /// By name: where it comes first, and what it is.
    pub variables: BTreeMap<String, (usize, Kind)>,
}

#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    Hole(String),
    Choice {
        on: String,
        cases: Vec<(Key, Vec<Piece>)>,
        other: Vec<Piece>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// A plural category of CLDR.
    Category(String),
    /// A number itself.
    Number(String),
    Word(String),
}

/// What a variable is, by its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Chosen by plural category or number.
    Number,
    /// Chosen by `yes` and `no`.
    Truth,
    /// Chosen by these words, which become an enum.
    Words(Vec<String>),
}

impl Kind {
    /// Whether what is handed over as this kind can be used as the other: a number shows as text.
    pub(super) fn serves(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Number, Self::Text))
    }
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Ast<'s> = Resource<&'s str>;

/// The messages of a file, in their order. Terms (`-name`) may stand in `common`, too.
pub(super) fn parse(text: &str, common: &str) -> Result<Vec<Message>, String> {
    let (file, common) = (resource(text)?, resource(common)?);
    let reader = Reader {
        file: &file,
        common: &common,
    };
    let mut messages: Vec<Message> = Vec::new();
    for entry in &file.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let value = message.value.iter();
        let value = value.map(|value| (message.id.name.to_owned(), value));
        let attributes = message.attributes.iter();
        let attributes =
            attributes.map(|part| (format!("{}.{}", message.id.name, part.id.name), &part.value));
        for (id, pattern) in value.chain(attributes) {
            if messages.iter().any(|message| message.id == id) {
                return Err(format!("{id} stands there twice"));
            }
            let pieces = reader.pattern(pattern, &mut vec![&id]);
            let message = pieces.and_then(|pieces| Message::new(id.clone(), pieces));
            messages.push(message.map_err(|wrong| format!("{id}: {wrong}"))?);
        }
    }
    Ok(messages)
}

fn resource(text: &str) -> Result<Ast<'_>, String> {
    parser::parse(text).map_err(|(_, errors)| match errors.first() {
        Some(error) => {
            let line = text[..error.pos.start.min(text.len())]
                .matches('\n')
                .count()
                + 1;
            format!("line {line}: {}", error.kind)
        }
        None => "is no Fluent".into(),
    })
}

impl Message {
    fn new(id: String, pieces: Vec<Piece>) -> Result<Self, String> {
        let mut variables = BTreeMap::new();
        collect(&pieces, &mut variables)?;
        Ok(Self {
            id,
            pieces,
            variables,
        })
    }
}

fn collect(
    pieces: &[Piece],
    variables: &mut BTreeMap<String, (usize, Kind)>,
) -> Result<(), String> {
    for piece in pieces {
        let (name, kind) = match piece {
            Piece::Text(_) => continue,
            Piece::Hole(name) => (name, Kind::Text),
            Piece::Choice { on, cases, .. } => (on, kind(cases)?),
        };
        let next = variables.len();
        let known = variables
            .entry(name.clone())
            .or_insert((next, kind.clone()));
        match (&known.1, kind) {
            (Kind::Text, kind) => known.1 = kind,
            (Kind::Number, Kind::Text) => {}
            (known, kind) if *known == kind => {}
            _ => return Err(format!("${name} is used in two ways")),
        }
        if let Piece::Choice { cases, other, .. } = piece {
            for (_, pieces) in cases {
                collect(pieces, variables)?;
            }
            collect(other, variables)?;
        }
    }
    for (name, (_, kind)) in variables {
        if matches!(kind, Kind::Truth | Kind::Words(_)) && shown(pieces, name) {
            return Err(format!("${name} is chosen by and cannot be shown"));
        }
    }
    Ok(())
}

fn shown(pieces: &[Piece], name: &str) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Hole(hole) => hole == name,
        _ => false,
    })
}

fn kind(cases: &[(Key, Vec<Piece>)]) -> Result<Kind, String> {
    let mut words = Vec::new();
    for (key, _) in cases {
        match key {
            Key::Word(word) => words.push(word.clone()),
            Key::Category(_) | Key::Number(_) => {}
        }
    }
    words.sort();
    match words.len() {
        0 => Ok(Kind::Number),
        n if n < cases.len() => Err("words and numbers are mixed in a choice".into()),
        _ if words == ["no", "yes"] => Ok(Kind::Truth),
        _ => Ok(Kind::Words(words)),
    }
}

struct Reader<'s> {
    file: &'s Ast<'s>,
    common: &'s Ast<'s>,
}

impl Reader<'_> {
    /// `within` are the ids being put in, so that none comes into itself.
    fn pattern(
        &self,
        pattern: &Pattern<&str>,
        within: &mut Vec<&str>,
    ) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => pieces.push(Piece::Text((*value).into())),
                PatternElement::Placeable { expression } => {
                    pieces.extend(self.expression(expression, within)?);
                }
            }
        }
        Ok(pieces)
    }

    fn expression(
        &self,
        expression: &Expression<&str>,
        within: &mut Vec<&str>,
    ) -> Result<Vec<Piece>, String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, within),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    return Err("only a variable can be chosen by".into());
                };
                Ok(vec![self.choice(id.name, variants, within)?])
            }
        }
    }

    fn choice(
        &self,
        on: &str,
        variants: &[Variant<&str>],
        within: &mut Vec<&str>,
    ) -> Result<Piece, String> {
        let (mut cases, mut other) = (Vec::new(), Vec::new());
        for variant in variants {
            let key = match variant.key {
                VariantKey::NumberLiteral { value } => Key::Number(value.into()),
                VariantKey::Identifier { name } if CATEGORIES.contains(&name) => {
                    Key::Category(name.into())
                }
                VariantKey::Identifier { name } => Key::Word(name.into()),
            };
            let pieces = self.pattern(&variant.value, within)?;
            if variant.default {
                other = pieces.clone();
            }
            cases.push((key, pieces));
        }
        Ok(Piece::Choice {
            on: on.into(),
            cases,
            other,
        })
    }

    fn inline(
        &self,
        inline: &InlineExpression<&str>,
        within: &mut Vec<&str>,
    ) -> Result<Vec<Piece>, String> {
        Ok(match inline {
            InlineExpression::StringLiteral { value } => {
                vec![Piece::Text(unescape_unicode_to_string(value).into())]
            }
            InlineExpression::NumberLiteral { value } => vec![Piece::Text((*value).into())],
            InlineExpression::VariableReference { id } => vec![Piece::Hole(id.name.into())],
            InlineExpression::Placeable { expression } => self.expression(expression, within)?,
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                self.reference(id.name, attribute, false, within)?
            }
            InlineExpression::TermReference {
                id,
                attribute: None,
                arguments: None,
            } => self.reference(id.name, None, true, within)?,
            InlineExpression::TermReference { id, .. } => {
                return Err(format!("-{} can have no arguments here", id.name));
            }
            InlineExpression::FunctionReference { id, .. } => {
                return Err(format!("there is no function {}", id.name));
            }
        })
    }

    fn reference(
        &self,
        name: &str,
        attribute: Option<&str>,
        term: bool,
        within: &mut Vec<&str>,
    ) -> Result<Vec<Piece>, String> {
        let mut entries = self.file.body.iter().chain(&self.common.body);
        let pattern = entries.find_map(|entry| match entry {
            Entry::Term(found) if term && found.id.name == name => Some(&found.value),
            Entry::Message(found) if !term && found.id.name == name => match attribute {
                None => found.value.as_ref(),
                Some(part) => {
                    let mut parts = found.attributes.iter();
                    parts.find(|of| of.id.name == part).map(|of| &of.value)
                }
            },
            _ => None,
        });
        let pattern = pattern.ok_or_else(|| format!("there is no {name} to put in"))?;
        if within.contains(&name) {
            return Err(format!("{name} comes into itself"));
        }
        let mut deeper = within.clone();
        deeper.push(name);
        self.pattern(pattern, &mut deeper)
    }
}
