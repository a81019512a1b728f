//! The tags that matter here.

macro_rules! tags {
    ($($variant:ident $($name:literal)|+),+ $(,)?) => {
        /// A tag, as far as it makes a difference.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $($variant),+, Other }

        impl Tag {
            pub(super) fn of(name: &[u8]) -> Self {
                match std::str::from_utf8(name).unwrap_or_default() {
                    $($($name)|+ => Self::$variant,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

tags! {
    Html "html", Head "head", Body "body", Title "title", Meta "meta", Link "link",
    // Never shown, or not as prose.
    Dropped "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "button" | "select" | "textarea" | "object"
        | "video" | "audio" | "canvas" | "dialog" | "datalist" | "math" | "noframes" | "map",
    Main "main", Article "article", Section "section", Header "header", Footer "footer", Nav "nav", Aside "aside",
    Form "form", Div "div" | "center" | "fieldset" | "details" | "summary" | "address" | "hgroup" | "figure" | "search",
    P "p", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    Ul "ul" | "menu" | "dir", Ol "ol", Li "li", Dl "dl", Dt "dt", Dd "dd",
    Table "table", Caption "caption", Row "tr" | "thead" | "tbody" | "tfoot", Cell "td" | "th",
    Blockquote "blockquote", Pre "pre" | "listing" | "xmp", Figcaption "figcaption",
    Br "br", Hr "hr", Void "img" | "input" | "area" | "base" | "col" | "embed" | "param" | "source" | "track" | "wbr" | "frame",
    Sup "sup", A "a", Strong "strong" | "b", Time "time", Option "option",
}

impl Tag {
    /// Elements without content and end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Void | Self::Meta | Self::Link)
    }

    /// Elements that begin and end a block of text.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Br
                | Self::Void
                | Self::Sup
                | Self::A
                | Self::Strong
                | Self::Time
                | Self::Other
                | Self::Dropped
                | Self::Meta
                | Self::Link
                | Self::Title
        )
    }

    /// The level of a heading.
    pub(super) fn heading(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether an open element of this tag ends where `next` begins: tags that may be left open.
    pub(super) fn ends_before(self, next: Self) -> bool {
        match self {
            Self::P => next.is_block() && next != Self::Html && next != Self::Body,
            Self::Li => next == Self::Li,
            Self::Dt | Self::Dd => matches!(next, Self::Dt | Self::Dd),
            Self::Cell => matches!(next, Self::Cell | Self::Row),
            Self::Row => false,
            Self::Option => next == Self::Option,
            tag => tag.heading().is_some() && next.heading().is_some(),
        }
    }

    /// Elements that a closing tag of something inside them never ends: `</p>` in a cell ends no paragraph around it.
    pub(super) fn is_wall(self) -> bool {
        matches!(
            self,
            Self::Table
                | Self::Cell
                | Self::Ul
                | Self::Ol
                | Self::Dl
                | Self::Body
                | Self::Html
                | Self::Article
                | Self::Main
        )
    }
}
