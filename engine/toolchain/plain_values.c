/* Follows quickjs.c in the same unit: ways to make and to look at values that its interface does not
 * offer. src/natives/ builds plain JSON with them, and sees what objects consist of. */

_Static_assert(sizeof(JSProperty) == sizeof(JSValue), "properties are copied from a list of values");

/* A string of ASCII characters, which are not looked at again. */
JSValue plain_text(JSContext *ctx, const char *start, size_t length)
{
    JSString *string;
    size_t at = 0;
    if (length == 0)
        return js_empty_string(ctx->rt);
    string = js_alloc_string(ctx, length, 0);
    if (!string)
        return JS_EXCEPTION;
    /* Most texts are short: memcpy would take longer to begin than to copy them. */
    if (length <= 64)
        for (; at + 8 <= length; at += 8)
            memcpy(str8(string) + at, start + at, 8);
    memcpy(str8(string) + at, start + at, length - at);
    str8(string)[length] = '\0';
    return JS_MKPTR(JS_TAG_STRING, string);
}

/* The shape of an object that has just been made of `count` ordinary properties, or NULL where another
 * object could not share it. A hashed shape that somebody else counts never changes. */
JSShape *plain_shape(JSValueConst object, int count)
{
    JSShape *shape = JS_VALUE_GET_OBJ(object)->shape;
    if (!shape->is_hashed || shape->prop_count != count)
        return NULL;
    return js_dup_shape(shape);
}

/* An object of that shape. Takes the values over, also when it fails. */
JSValue plain_object(JSContext *ctx, JSShape *shape, JSValue *values)
{
    return JS_NewObjectFromShape(ctx, js_dup_shape(shape), JS_CLASS_OBJECT, (JSProperty *)values);
}

void plain_shape_free(JSContext *ctx, JSShape *shape)
{
    js_free_shape(ctx->rt, shape);
}

/* Whether the value is an ordinary object whose own keys are some of the names, in their order, and all
 * of them plain data. None of the names may be an array index: those come first, whatever their order. */
bool plain_keys_in_order(JSValueConst value, const JSAtom *names, size_t count)
{
    JSObject *object;
    JSShapeProperty *property, *end;
    size_t at = 0;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id != JS_CLASS_OBJECT)
        return false;
    property = get_shape_prop(object->shape);
    end = property + object->shape->prop_count;
    for (; property < end; property++, at++) {
        if (property->flags != JS_PROP_C_W_E)
            return false;
        while (at < count && names[at] != property->atom)
            at++;
        if (at == count)
            return false;
    }
    return true;
}
